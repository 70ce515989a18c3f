import { Alert, Button, Group } from '@mantine/core';
import type { StaleDetails } from '@enishi/shared/errors';
import { useCopy } from '../copy/index.js';
import { useFormat } from '../lib/format.js';
import styles from './StaleNotice.module.css';

interface StaleNoticeProps {
  stale: StaleDetails;
  /** Name of a field for the reader. */
  nameOfField: (field: string) => string;
  /** Left out where one's own change cannot simply be repeated. */
  onKeepMine?: () => void;
  onTakeTheirs: () => void;
}

/** For the second of two who change the same thing: who came first, when, what; and the choice which to keep. */
export const StaleNotice = ({ stale, nameOfField, onKeepMine, onTakeTheirs }: StaleNoticeProps) => {
  const t = useCopy('common');
  const format = useFormat();
  return (
    <Alert color="shu" title={t('stale.title')} role="alert" variant="light">
      <ul className={styles.changes}>
        {stale.changes.map(({ by, at, fields }) => {
          const words = { at: format.dateTime(at), fields: format.list(fields.map(nameOfField)) };
          return <li key={at}>{by ? t('stale.change', { ...words, by }) : t('stale.changeUnknown', words)}</li>;
        })}
      </ul>
      <p>{t('stale.explain')}</p>
      <Group gap="xs" mt="sm">
        {onKeepMine ? (
          <Button size="compact-md" onClick={onKeepMine}>
            {t('stale.mine')}
          </Button>
        ) : null}
        <Button size="compact-md" variant="default" onClick={onTakeTheirs}>
          {t('stale.theirs')}
        </Button>
      </Group>
    </Alert>
  );
};
