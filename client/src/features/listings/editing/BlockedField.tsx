import { useState } from 'react';
import { Pill } from '@mantine/core';
import { listingLimits } from '@enishi/shared/listings';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useCopy } from '../../../copy/index.js';
import { useOrganisationName } from '../../../lib/organisations.js';
import { OrganisationPicker } from '../../../ui/OrganisationPicker.js';
import styles from './Editing.module.css';

interface BlockedFieldProps {
  value: readonly string[];
  /** Names of those that the server knows to be blocked. */
  known: readonly OrganisationName[];
  onChange: (ids: string[]) => void;
  error: string | null;
}

/** Organisations that must never learn of it. */
export const BlockedField = ({ value, known, onChange, error }: BlockedFieldProps) => {
  const t = useCopy('writing');
  const common = useCopy('common');
  const account = useCopy('account');
  const nameOf = useOrganisationName();
  const [picked, setPicked] = useState<readonly OrganisationName[]>([]);
  const names = new Map([...known, ...picked].map((organisation) => [organisation.id, nameOf(organisation)]));
  return (
    <div>
      {value.length < listingLimits.blocked ? (
        <OrganisationPicker
          name="blockedOrganisationIds"
          words={{
            label: t('edit.blocked'),
            help: t('edit.blockedHelp'),
            example: t('edit.blockedExample'),
            found: account('organisationFound'),
            none: common('tags.nothing'),
            loading: account('organisationLoading'),
          }}
          exclude={value}
          error={error}
          onPick={(organisation) => {
            setPicked([...picked, organisation]);
            onChange([...value, organisation.id]);
          }}
        />
      ) : null}
      {value.length > 0 ? (
        <Pill.Group mt={8}>
          {value.map((id) => (
            <Pill
              key={id}
              withRemoveButton
              className={styles.blocked ?? ''}
              removeButtonProps={{
                'aria-label': common('removeItem', { name: names.get(id) ?? '' }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => onChange(value.filter((one) => one !== id))}
            >
              {names.get(id) ?? '…'}
            </Pill>
          ))}
        </Pill.Group>
      ) : null}
    </div>
  );
};
