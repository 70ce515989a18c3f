import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { Link } from 'react-router';
import { caseLimits } from '@enishi/shared/cases';
import type { CaseAction, CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { newKey } from '../../lib/new-key.js';
import { problemsOf } from '../../lib/problems.js';
import { useViewer } from '../../lib/session.js';
import { Clock } from '../../ui/Clock.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './CasePanels.module.css';
import { CaseFailure } from './StaleCase.js';
import { useAddAction, useReloadCase, useUpdateAction } from './use-cases.js';

/** The moment at which a day of Asia/Tokyo is over. */
const endOf = (day: string): string => new Date(`${day}T24:00:00+09:00`).toISOString();

const ActionRow = ({ caseId, action }: { caseId: string; action: CaseAction }) => {
  const t = useCopy('cases');
  const format = useFormat();
  const mutation = useUpdateAction(caseId, action.id);
  const reload = useReloadCase(caseId);
  const { text, ownerName, dueOn, doneAt, doneBy, version } = action;
  return (
    <li className={styles.action}>
      <div className={styles.grow}>
        <p className={doneAt ? styles.done : undefined}>{text}</p>
        <p className={styles.meta}>
          {ownerName ? <span>{ownerName}</span> : null}
          {doneAt ? (
            <span>{t('actions.doneBy', { date: format.date(doneAt), by: doneBy ?? '' })}</span>
          ) : dueOn ? (
            <>
              <span>{t('actions.due', { date: format.date(`${dueOn}T00:00:00+09:00`) })}</span>
              <Clock dueAt={endOf(dueOn)} />
            </>
          ) : (
            <span>{t('actions.noDue')}</span>
          )}
          {action.address ? <Link to={action.address}>{t('actions.fromMeeting')}</Link> : null}
        </p>
        <CaseFailure error={mutation.error} onTakeTheirs={reload} />
      </div>
      <Button
        size="compact-sm"
        variant={doneAt ? 'subtle' : 'light'}
        aria-label={doneAt ? `${t('actions.undo')}：${text}` : t('actions.doneOf', { text })}
        loading={mutation.isPending}
        onClick={() => mutation.mutate({ version, isDone: doneAt === null })}
      >
        {t(doneAt ? 'actions.undo' : 'actions.done')}
      </Button>
    </li>
  );
};

const AddAction = ({ found, onClose }: { found: CaseView; onClose: () => void }) => {
  const t = useCopy('cases');
  const common = useCopy('common');
  const viewer = useViewer();
  const mutation = useAddAction(found.id);
  const [key] = useState(newKey);
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState<string | null>(found.lead?.id ?? viewer?.id ?? null);
  const [dueOn, setDueOn] = useState('');
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        mutation.mutate({ key, text, ownerId, dueOn: dueOn || null }, { onSuccess: onClose });
      }}
    >
      <TextField
        name="text"
        label={t('actions.text')}
        help=""
        example={t('actions.example')}
        limit={caseLimits.action}
        value={text}
        onChange={setText}
        error={errorOf('text')}
        isRequired
      />
      <Group grow align="flex-start">
        <SelectField
          name="ownerId"
          label={t('actions.owner')}
          choices={found.colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          none={t('nobody')}
          value={ownerId}
          onChange={setOwnerId}
          error={errorOf('ownerId')}
        />
        <TextInput
          type="date"
          name="dueOn"
          label={t('actions.dueOn')}
          value={dueOn}
          onChange={(event) => setDueOn(event.currentTarget.value)}
          error={errorOf('dueOn')}
        />
      </Group>
      <ErrorNote error={problems.length > 0 ? null : mutation.error} />
      <Group gap="xs">
        <Button type="submit" size="sm" loading={mutation.isPending}>
          {t('actions.save')}
        </Button>
        <Button variant="default" size="sm" onClick={onClose}>
          {common('cancel')}
        </Button>
      </Group>
    </form>
  );
};

/** What is to be done next, by whom, by when; done with one click. */
export const CaseActions = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const [isAdding, setIsAdding] = useState(false);
  const open = found.actions
    .filter(({ doneAt }) => doneAt === null)
    .sort((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999'));
  const done = found.actions.filter(({ doneAt }) => doneAt !== null);
  const row = (action: CaseAction) => <ActionRow key={action.id} caseId={found.id} action={action} />;
  return (
    <section className={styles.panel} aria-labelledby="actions">
      <h2 id="actions" className={styles.title}>
        {t('actions.title')}
      </h2>
      {open.length === 0 ? <p className={styles.note}>{t('actions.empty')}</p> : null}
      <ul className={styles.list}>{open.map(row)}</ul>
      {isAdding ? (
        <AddAction found={found} onClose={() => setIsAdding(false)} />
      ) : (
        <Button size="compact-sm" variant="light" onClick={() => setIsAdding(true)}>
          {t('actions.add')}
        </Button>
      )}
      {done.length > 0 ? (
        <details className={styles.more}>
          <summary>{t('actions.showDone', { count: done.length })}</summary>
          <ul className={styles.list}>{done.map(row)}</ul>
        </details>
      ) : null}
    </section>
  );
};
