// The message of a proposal or an interest: begun for the writer, checked by the shared schema.
import { useState } from 'react';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { introductionForm, introductionLimits } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { ExistsNote } from './ExistsNote.js';
import styles from './MessageForm.module.css';

interface MessageFormProps {
  label: string;
  help?: string;
  /** What stands there at first. */
  first: string;
  confirmLabel: string;
  isBusy: boolean;
  isDisabled?: boolean;
  error: unknown;
  onSend: (message: string) => void;
  onClose: () => void;
}

const messageOnly = introductionForm.pick({ message: true });

const Failure = ({ error }: { error: unknown }) =>
  codeOf(error) === 'already_exists' ? <ExistsNote /> : <ErrorNote error={error} />;

export const MessageForm = ({
  label,
  help,
  first,
  confirmLabel,
  isBusy,
  isDisabled = false,
  error,
  onSend,
  onClose,
}: MessageFormProps) => {
  const common = useCopy('common');
  // What was proposed follows the choice above it until somebody writes.
  const [typed, setTyped] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const message = typed ?? first;
  const checked = check(messageOnly, { message });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(error)];
  const errorOf = useFieldErrors(problems);
  const handleSubmit = (event: React.SyntheticEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (checked.value) onSend(checked.value.message);
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        <div>
          <Textarea
            label={label}
            description={help}
            withAsterisk
            autosize
            minRows={6}
            maxRows={16}
            maxLength={introductionLimits.message}
            value={message}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={errorOf('message')}
          />
          <p className={styles.count}>{common('count', { now: message.length, limit: introductionLimits.message })}</p>
        </div>
        {error && problems.length === 0 ? <Failure error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDisabled}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
