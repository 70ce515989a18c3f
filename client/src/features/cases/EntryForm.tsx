import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { caseLimits, entryKinds } from '@enishi/shared/cases';
import type { EntryKind } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { problemsOf } from '../../lib/problems.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './CasePanels.module.css';
import { useAddEntry } from './use-cases.js';

const fromField = (value: string): string => new Date(`${value}:00+09:00`).toISOString();

/** Writes down a call, a visit or a note: what happened, and when if it was not just now. */
export const EntryForm = ({ caseId }: { caseId: string }) => {
  const t = useCopy('cases');
  const mutation = useAddEntry(caseId);
  const [id, setId] = useState(newKey);
  const [kind, setKind] = useState<EntryKind>('call');
  const [text, setText] = useState('');
  const [at, setAt] = useState('');
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  const handleDone = (): void => {
    notifyDone(t('write.saved'));
    setId(newKey());
    setText('');
    setAt('');
  };
  return (
    <section className={styles.panel} aria-labelledby="write">
      <h2 id="write" className={styles.title}>
        {t('write.title')}
      </h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          mutation.mutate({ id, kind, text, ...(at && { at: fromField(at) }) }, { onSuccess: handleDone });
        }}
      >
        <ChoiceField
          name="kind"
          label={t('write.kind')}
          help=""
          choices={entryKinds.map((value) => ({ value, label: t(`entry.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <TextField
          name="text"
          label={t('write.text')}
          help=""
          example={t('write.example')}
          rows={2}
          limit={caseLimits.entry}
          value={text}
          onChange={setText}
          error={errorOf('text')}
          isRequired
        />
        <Group align="flex-end" gap="sm">
          <TextInput
            type="datetime-local"
            name="at"
            label={t('write.at')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
            error={errorOf('at')}
          />
          <Button type="submit" loading={mutation.isPending}>
            {t('write.save')}
          </Button>
        </Group>
        <ErrorNote error={problems.length > 0 ? null : mutation.error} />
      </form>
    </section>
  );
};
