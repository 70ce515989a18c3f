// Writing the terms of an offer, or filling in what an accepted one left open.
import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import type { ApplicationView } from '@enishi/shared/applications';
import type { FieldError } from '@enishi/shared/errors';
import { termsForm, termsLimits, undecidableItems } from '@enishi/shared/terms';
import type { TermsDraft, UndecidableItem } from '@enishi/shared/terms';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { DayField } from '../../ui/DayField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { Stale, staleOf } from './Stale.js';
import { TermsItem } from './TermsFields.js';
import type { FieldsProps } from './TermsFields.js';
import { asTyped, formOf, typedOf } from './terms-typed.js';
import { useProposeTerms, useSendOffer } from './use-applications.js';
import { useKept } from './use-kept.js';

const methods = ['bank_transfer', 'other'] as const;

const Method = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <>
      <ChoiceField
        name="method"
        label={t('form.method')}
        help=""
        choices={methods.map((value) => ({
          value,
          label: t(value === 'other' ? 'form.otherMethod' : 'form.transfer'),
        }))}
        value={typed.method}
        onChange={(method) => change({ method })}
      />
      {typed.method === 'other' ? (
        <TextField
          name="methodNote"
          label={t('form.methodNote')}
          help={t('form.methodNoteHelp')}
          limit={termsLimits.method}
          isRequired
          value={typed.methodNote}
          onChange={(methodNote) => change({ methodNote })}
          error={errorOf('methodNote')}
        />
      ) : null}
    </>
  );
};

const Rest = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <>
      <TextField
        name="expenses"
        label={t('form.expenses')}
        help={t('form.expensesHelp')}
        limit={termsLimits.note}
        value={typed.expenses}
        onChange={(expenses) => change({ expenses })}
        error={errorOf('expenses')}
      />
      <TextField
        name="note"
        label={t('form.note')}
        help={t('form.noteHelp')}
        limit={termsLimits.note}
        rows={2}
        value={typed.note}
        onChange={(note) => change({ note })}
        error={errorOf('note')}
      />
    </>
  );
};

const Begin = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <DayField
      name="startsOn"
      label={t('form.startsOn')}
      help=""
      value={typed.startsOn}
      onChange={(startsOn) => change({ startsOn })}
      error={errorOf('startsOn')}
      isRequired
    />
  );
};

/** All items of an offer, or only those that were left open. */
const Fields = ({ only, ...fields }: FieldsProps & { only: readonly UndecidableItem[] | null }) => {
  const item = (name: UndecidableItem) =>
    only === null || only.includes(name) ? <TermsItem key={name} item={name} mayOpen {...fields} /> : null;
  if (only) return undecidableItems.map(item);
  return (
    <>
      {item('work')}
      <Begin {...fields} />
      {undecidableItems.filter((name) => name !== 'work').map(item)}
      <Method {...fields} />
      <Rest {...fields} />
    </>
  );
};

/** The server speaks of the body, the schema of the form in it. */
const withoutBody = (problems: readonly FieldError[]): FieldError[] =>
  problems.map((problem) => ({ ...problem, path: problem.path.replace(/^terms\./, '') }));

/** Takes whoever sends an incomplete form to the first field that is wrong. */
const focusOn = (path: string | undefined): void => {
  if (!path) return;
  const fields = [...document.querySelectorAll<HTMLElement>('form [name]')];
  fields.find((field) => field.getAttribute('name')?.startsWith(path))?.focus();
};

interface TermsFormProps {
  application: ApplicationView;
  draft: TermsDraft;
  onReload: () => void;
}

const useTermsForm = ({ application, draft }: TermsFormProps) => {
  const t = useCopy('applications');
  const navigate = useNavigate();
  const { id, version, state } = application;
  const isSettling = state === 'accepted';
  const initial = typedOf(draft);
  const kept = useKept(`terms.${id}.${application.terms.length}`, initial, (given) => asTyped(given, initial));
  const [isTried, setIsTried] = useState(false);
  const offer = useSendOffer(id);
  const propose = useProposeTerms(id);
  const mutation = isSettling ? propose : offer;
  const checked = check(termsForm, formOf(kept.value));
  const problems = [...(isTried ? checked.problems : []), ...withoutBody(problemsOf(mutation.error))];
  const handleDone = (): void => {
    kept.forget();
    notifyDone(t('form.sent'));
    void navigate(`/applications/${id}`);
  };
  return {
    kept,
    mutation,
    problems,
    isSettling,
    initial,
    only: isSettling ? draft.undecided.map(({ item }) => item) : null,
    send: (): void => {
      setIsTried(true);
      focusOn(checked.problems[0]?.path);
      if (checked.value) mutation.mutate({ version, terms: checked.value }, { onSuccess: handleDone });
    },
  };
};

export const TermsForm = (props: TermsFormProps) => {
  const { application, onReload } = props;
  const t = useCopy('applications');
  const { kept, mutation, problems, isSettling, initial, only, send } = useTermsForm(props);
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(mutation.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="lg">
        <Fields
          only={only}
          typed={kept.value}
          change={(patch) => kept.change({ ...kept.value, ...patch })}
          errorOf={errorOf}
        />
        {problems.length > 0 ? <p role="alert">{t('form.problems', { count: problems.length })}</p> : null}
        {stale ? <Stale stale={stale} onTakeTheirs={onReload} /> : null}
        <ErrorNote error={stale || problems.length > 0 ? null : mutation.error} />
        <Group gap="xs">
          <Button type="submit" loading={mutation.isPending} disabled={stale !== null}>
            {t(isSettling ? 'form.sendSettle' : 'form.send')}
          </Button>
          <Button variant="default" onClick={() => kept.forget(initial)}>
            {t('form.reset')}
          </Button>
          <Link to={`/applications/${application.id}`}>{t('form.back')}</Link>
        </Group>
        <p>{t('form.kept')}</p>
      </Stack>
    </form>
  );
};
