// The organisation at sign-up: one that Enishi knows, or a new one with its kind and place.
import { Button } from '@mantine/core';
import { openOrganisationKinds, organisationLimits } from '@enishi/shared/organisations';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureChoices, usePrefectureName } from '../../lib/places.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { OrganisationPicker } from '../../ui/OrganisationPicker.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import styles from './Account.module.css';

type OpenKind = (typeof openOrganisationKinds)[number];

export type Chosen =
  | { choice: 'existing'; organisation: OrganisationName }
  | { choice: 'new'; name: string; kind: OpenKind | null; prefecture: string | null };

interface OrganisationChoiceProps {
  value: Chosen | null;
  onChange: (value: Chosen | null) => void;
  errorOf: (name: string) => string | null;
}

const Change = ({ onChange }: { onChange: () => void }) => {
  const t = useCopy('account');
  return (
    <Button variant="subtle" size="compact-md" onClick={onChange}>
      {t('organisationChange')}
    </Button>
  );
};

const Existing = ({ organisation, onChange }: { organisation: OrganisationName; onChange: () => void }) => {
  const t = useCopy('account');
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const placeOf = usePrefectureName();
  return (
    <div>
      <p className={styles.label}>{t('organisation')}</p>
      <div className={styles.chosen}>
        <span>
          <strong>{nameOf(organisation)}</strong>
          <small>
            {terms(`organisationKind.${organisation.kind}`)} ・ {placeOf(organisation.prefecture)}
          </small>
        </span>
        <Change onChange={onChange} />
      </div>
      <p className={styles.note}>{t('organisationProof')}</p>
    </div>
  );
};

const New = ({ value, onChange, errorOf }: OrganisationChoiceProps & { value: Extract<Chosen, { choice: 'new' }> }) => {
  const t = useCopy('account');
  const terms = useCopy('terms');
  return (
    <div className={styles.fresh}>
      <div className={styles.freshHead}>
        <p className={styles.note}>{t('organisationIsNew')}</p>
        <Change onChange={() => onChange(null)} />
      </div>
      <TextField
        name="organisation.name"
        label={t('organisation')}
        help=""
        limit={organisationLimits.name}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        error={errorOf('organisation.name')}
        isRequired
      />
      <ChoiceField
        name="organisation.kind"
        label={t('organisationKind')}
        help=""
        choices={openOrganisationKinds.map((kind) => ({ value: kind, label: terms(`organisationKind.${kind}`) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        error={errorOf('organisation.kind')}
        isRequired
      />
      <SelectField
        name="organisation.prefecture"
        label={t('organisationPrefecture')}
        none=""
        choices={usePrefectureChoices()}
        value={value.prefecture}
        onChange={(prefecture) => onChange({ ...value, prefecture })}
        error={errorOf('organisation.prefecture')}
        isRequired
      />
    </div>
  );
};

export const OrganisationChoice = (props: OrganisationChoiceProps) => {
  const t = useCopy('account');
  const { value, onChange, errorOf } = props;
  if (value?.choice === 'existing')
    return <Existing organisation={value.organisation} onChange={() => onChange(null)} />;
  if (value?.choice === 'new') return <New {...props} value={value} />;
  return (
    <OrganisationPicker
      name="organisation"
      words={{
        label: t('organisation'),
        help: t('organisationHelp'),
        example: t('organisationExample'),
        found: t('organisationFound'),
        none: t('organisationNone'),
        loading: t('organisationLoading'),
        enter: (name) => t('organisationNew', { name }),
      }}
      error={errorOf('organisation')}
      isRequired
      onPick={(organisation) => onChange({ choice: 'existing', organisation })}
      onEnter={(name) => onChange({ choice: 'new', name, kind: null, prefecture: null })}
    />
  );
};
