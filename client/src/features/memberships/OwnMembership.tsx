// Where one belongs, what became of the organisation that one named, and naming another.
import { useState } from 'react';
import { Button } from '@mantine/core';
import type { OrganisationName } from '@enishi/shared/organisations';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { OrganisationPicker } from '../../ui/OrganisationPicker.js';
import { Tag } from '../../ui/Tag.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './Memberships.module.css';
import { useRequestMembership } from './use-memberships.js';

const Ask = ({ organisation, onClose }: { organisation: OrganisationName; onClose: (isDone: boolean) => void }) => {
  const t = useCopy('memberships');
  const nameOf = useOrganisationName();
  const ask = useRequestMembership();
  const handleSuccess = (): void => {
    notifyDone(t('ask.done'));
    onClose(true);
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('ask.title', { organisation: nameOf(organisation) })}
      confirmLabel={t('ask.submit')}
      isBusy={ask.isPending}
      error={ask.error}
      onConfirm={() => ask.mutate(organisation.id, { onSuccess: handleSuccess })}
      onClose={() => onClose(false)}
    >
      <p>{t('ask.explain')}</p>
    </ConfirmDialog>
  );
};

const Choose = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('memberships');
  const [isOpen, setIsOpen] = useState(false);
  const [picked, setPicked] = useState<OrganisationName | null>(null);
  if (!isOpen)
    return (
      <Button variant="default" size="compact-md" onClick={() => setIsOpen(true)}>
        {t('own.change')}
      </Button>
    );
  return (
    <>
      <OrganisationPicker
        name="organisationId"
        words={{
          label: t('ask.label'),
          help: t('ask.help'),
          example: t('ask.example'),
          found: t('ask.found'),
          none: t('ask.none'),
          loading: t('ask.loading'),
        }}
        exclude={[viewer.organisation.id]}
        onPick={setPicked}
      />
      {picked ? (
        <Ask
          organisation={picked}
          onClose={(isDone) => {
            setPicked(null);
            if (isDone) setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
};

const State = ({ viewer, membership }: { viewer: Viewer; membership: NonNullable<Viewer['membership']> }) => {
  const t = useCopy('memberships');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const { state, reason, requestedAt } = membership;
  const now = nameOf(viewer.organisation);
  return (
    <div className={styles.state} role="status">
      <p>
        <Tag look={state === 'refused' ? 'attention' : 'plain'}>
          {t(`own.${state}`, { organisation: nameOf(membership.organisation) })}
        </Tag>
      </p>
      {reason ? <p className={styles.reason}>{t('own.reason', { reason })}</p> : null}
      <p className={styles.quiet}>{t(`own.${state}Help`, { now, date: format.date(requestedAt) })}</p>
    </div>
  );
};

export const OwnMembership = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('memberships');
  const nameOf = useOrganisationName();
  const isInvited = viewer.roles.includes('coordinator') || viewer.roles.includes('admin');
  return (
    <section className={styles.section} aria-labelledby="own-membership">
      <h2 id="own-membership">{t('own.title')}</h2>
      <p>
        <span className={styles.quiet}>{t('own.now')}</span> <strong>{nameOf(viewer.organisation)}</strong>
      </p>
      {viewer.membership ? <State viewer={viewer} membership={viewer.membership} /> : null}
      {isInvited ? <p className={styles.quiet}>{t('own.invited')}</p> : <Choose viewer={viewer} />}
    </section>
  );
};
