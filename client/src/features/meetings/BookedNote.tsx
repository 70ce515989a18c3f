import { Alert, Button, Group } from '@mantine/core';
import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';

const changesOf = (error: unknown) => (error instanceof ApiError ? (error.stale?.changes ?? []) : []);

/** Was it refused because somebody's time is taken? */
export const isBooked = (error: unknown): boolean => changesOf(error).some(({ fields }) => fields.includes('booked'));
const isStale = (error: unknown): boolean => error instanceof ApiError && error.code === 'stale';

interface BookedNoteProps {
  error: unknown;
  /** Looks at what others have changed. */
  onReload?: () => void;
  /** Does it all the same, on top of the newest version. */
  onAgain?: (version: number) => void;
  againLabel?: string;
}

/** For whoever came second: whose time is taken and when, or who changed it first. */
export const BookedNote = ({ error, onReload, onAgain, againLabel }: BookedNoteProps) => {
  const t = useCopy('meetings');
  const format = useFormat();
  if (!(error instanceof ApiError) || !isStale(error)) return null;
  const [change] = changesOf(error);
  const taken = isBooked(error) && change;
  const version = error.stale?.version;
  return (
    <Alert color="shu" role="alert" variant="light">
      {taken
        ? change.by
          ? t('taken', { name: change.by, date: format.dateTime(change.at) })
          : t('takenUnknown', { date: format.dateTime(change.at) })
        : change?.by
          ? t('staleBy', { name: change.by })
          : t('staleUnknown')}
      {!taken && onReload ? (
        <Group gap="xs" mt="sm">
          <Button size="compact-md" variant="default" onClick={onReload}>
            {t('latest')}
          </Button>
          {onAgain && version !== undefined && againLabel ? (
            <Button size="compact-md" onClick={() => onAgain(version)}>
              {againLabel}
            </Button>
          ) : null}
        </Group>
      ) : null}
    </Alert>
  );
};
