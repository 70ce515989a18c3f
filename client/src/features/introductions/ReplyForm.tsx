// The standard reply form of a proposal or an interest: begun for the writer, checked by the shared schema.
import { useState } from 'react';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { introductionForm, introductionLimits, replyFields } from '@enishi/shared/introductions';
import type { StandardReply } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { ExistsNote } from './ExistsNote.js';
import styles from './ReplyForm.module.css';

interface ReplyFormProps {
  /** Whose words they are decides how they are asked for. */
  from: 'coordinator' | 'party';
  /** What stands there at first. */
  first: Partial<StandardReply>;
  confirmLabel: string;
  isBusy: boolean;
  error: unknown;
  onSend: (reply: StandardReply) => void;
  onClose: () => void;
}

const replyOnly = introductionForm.pick({ reply: true });

const Failure = ({ error }: { error: unknown }) =>
  codeOf(error) === 'already_exists' ? <ExistsNote /> : <ErrorNote error={error} />;

interface FieldProps {
  name: keyof StandardReply;
  from: ReplyFormProps['from'];
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}

const ReplyField = ({ name, from, value, error, onChange }: FieldProps) => {
  const t = useCopy('introductions');
  const common = useCopy('common');
  return (
    <div>
      <Textarea
        label={t(`reply.${name}`)}
        description={t(`replyHelp.${from}.${name}`)}
        withAsterisk={name === 'whyUs'}
        autosize
        minRows={name === 'whyUs' ? 4 : 2}
        maxRows={12}
        maxLength={introductionLimits.reply}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <p className={styles.count}>{common('count', { now: value.length, limit: introductionLimits.reply })}</p>
    </div>
  );
};

export const ReplyForm = ({ from, first, confirmLabel, isBusy, error, onSend, onClose }: ReplyFormProps) => {
  const common = useCopy('common');
  // What was proposed follows the choice above it until somebody writes.
  const [typed, setTyped] = useState<Partial<StandardReply>>({});
  const [isTried, setIsTried] = useState(false);
  const reply = { whyUs: '', offer: '', firstStep: '', question: '', ...first, ...typed };
  const checked = check(replyOnly, { reply });
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(error)];
  const errorOf = useFieldErrors(problems);
  const handleSubmit = (event: React.SyntheticEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (checked.value) onSend(checked.value.reply);
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="sm">
        {replyFields.map((name) => (
          <ReplyField
            key={name}
            name={name}
            from={from}
            value={reply[name]}
            error={errorOf(`reply.${name}`)}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
          />
        ))}
        {error && problems.length === 0 ? <Failure error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
