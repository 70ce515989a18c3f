import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { minutesLimits } from '@enishi/shared/minutes';
import type { MinutesAction, MinutesView } from '@enishi/shared/minutes';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import styles from './Meetings.module.css';

const OTHER = '';

interface ListProps<T> {
  value: readonly T[];
  onChange: (value: T[]) => void;
}

export const DecisionsField = ({ value, onChange }: ListProps<string>) => {
  const t = useCopy('meetings');
  return (
    <section aria-labelledby="decisions">
      <h3 id="decisions">{t('minutesPart.decisions')}</h3>
      <ul className={styles.guests}>
        {value.map((decision, index) => {
          const label = t('minutesPart.decision', { number: index + 1 });
          return (
            // A decision is nothing but its words.
            <li key={index} className={styles.decision}>
              <TextInput
                label={label}
                value={decision}
                maxLength={minutesLimits.decision}
                onChange={(event) => onChange(value.map((one, at) => (at === index ? event.currentTarget.value : one)))}
              />
              <CloseButton
                aria-label={t('minutesPart.remove', { name: label })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              />
            </li>
          );
        })}
      </ul>
      <Button
        mt="xs"
        variant="default"
        size="compact-md"
        disabled={value.length >= minutesLimits.decisions}
        onClick={() => onChange([...value, ''])}
      >
        {t('minutesPart.addDecision')}
      </Button>
    </section>
  );
};

export const ActionsField = ({
  value,
  onChange,
  owners,
}: ListProps<MinutesAction> & { owners: MinutesView['owners'] }) => {
  const t = useCopy('meetings');
  const put = (key: string, patch: Partial<MinutesAction>): void =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  return (
    <section aria-labelledby="actions">
      <h3 id="actions">{t('minutesPart.actions')}</h3>
      <p className={styles.help}>{t('minutesPart.actionsHelp')}</p>
      <ul className={styles.guests}>
        {value.map((action, index) => {
          const label = t('minutesPart.action', { number: index + 1 });
          return (
            <li key={action.key} className={styles.action}>
              <TextInput
                label={label}
                value={action.text}
                maxLength={minutesLimits.action}
                onChange={(event) => put(action.key, { text: event.currentTarget.value })}
              />
              <NativeSelect
                label={t('minutesPart.owner')}
                value={action.owner ?? OTHER}
                data={[
                  { value: OTHER, label: t('minutesPart.otherOwner') },
                  ...owners.map(({ key, name }) => ({ value: key, label: name })),
                ]}
                onChange={(event) => put(action.key, { owner: event.currentTarget.value || null, ownerName: '' })}
              />
              <TextInput
                label={t('minutesPart.ownerName')}
                value={action.ownerName}
                disabled={action.owner !== null}
                maxLength={minutesLimits.owner}
                onChange={(event) => put(action.key, { ownerName: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                label={t('minutesPart.dueOn')}
                value={action.dueOn ?? ''}
                onChange={(event) => put(action.key, { dueOn: event.currentTarget.value || null })}
              />
              <CloseButton
                aria-label={t('minutesPart.remove', { name: label })}
                onClick={() => onChange(value.filter(({ key }) => key !== action.key))}
              />
            </li>
          );
        })}
      </ul>
      <Button
        mt="xs"
        variant="default"
        size="compact-md"
        disabled={value.length >= minutesLimits.actions}
        onClick={() => onChange([...value, { key: newKey(), text: '', owner: null, ownerName: '', dueOn: null }])}
      >
        {t('minutesPart.addAction')}
      </Button>
    </section>
  );
};
