// The page behind the link of an outcome question: one question, a few optional numbers, thanks. Nobody signs in.
import { useState } from 'react';
import { Alert, Button, TextInput } from '@mantine/core';
import { outcomeLimits, questionAnswer } from '@enishi/shared/outcomes';
import type { AskedQuestion } from '@enishi/shared/outcomes';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './ProjectDetail.module.css';
import { staleOf } from './StaleProject.js';
import { useAnswerQuestion, useQuestion } from './use-outcomes.js';

interface Typed {
  has: 'yes' | 'no' | null;
  salesYen: string;
  jobs: string;
  text: string;
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const formOf = ({ has, salesYen, jobs, text }: Typed) => ({
  hasOutcome: has === null ? undefined : has === 'yes',
  salesYen: has === 'yes' ? numberOf(salesYen) : null,
  jobs: has === 'yes' ? numberOf(jobs) : null,
  text,
});

const startOf = ({ answer }: AskedQuestion): Typed => ({
  has: answer === null ? null : answer.hasOutcome ? 'yes' : 'no',
  salesYen: String(answer?.salesYen ?? ''),
  jobs: String(answer?.jobs ?? ''),
  text: answer?.text ?? '',
});

interface FormProps {
  token: string;
  question: AskedQuestion;
  onDone: () => void;
}

const AnswerForm = ({ token, question, onDone }: FormProps) => {
  const t = useCopy('projects');
  const [typed, setTyped] = useState(startOf(question));
  const [isTried, setIsTried] = useState(false);
  const mutation = useAnswerQuestion(token);
  const checked = check(questionAnswer, formOf(typed));
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const isStale = staleOf(mutation.error) !== null;
  const number = (name: 'salesYen' | 'jobs', label: string, help?: string) => (
    <TextInput
      name={name}
      label={label}
      {...(help ? { description: help } : {})}
      type="number"
      min={0}
      step={1}
      inputMode="numeric"
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
      error={errorOf(name)}
    />
  );
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (checked.value) mutation.mutate({ ...checked.value, version: question.version }, { onSuccess: onDone });
      }}
    >
      <ChoiceField
        name="hasOutcome"
        label={t('question.ask')}
        help=""
        value={typed.has}
        onChange={(has) => setTyped({ ...typed, has })}
        choices={[
          { value: 'yes', label: t('question.yes') },
          { value: 'no', label: t('question.no') },
        ]}
        error={errorOf('hasOutcome')}
        isRequired
      />
      {typed.has === 'yes' ? (
        <>
          {number('salesYen', t('question.sales'), t('question.salesHelp'))}
          {number('jobs', t('question.jobs'))}
        </>
      ) : null}
      <TextField
        name="text"
        label={t('question.text')}
        help={t('question.textHelp')}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
        error={errorOf('text')}
        limit={outcomeLimits.text}
        rows={3}
      />
      {isStale ? (
        <Alert color="shu" role="alert" variant="light">
          {t('question.stale')}
        </Alert>
      ) : problems.length > 0 ? null : (
        <ErrorNote error={mutation.error} />
      )}
      <div>
        <Button type="submit" loading={mutation.isPending}>
          {t('question.send')}
        </Button>
      </div>
    </form>
  );
};

const Answered = ({ question, onChange }: { question: AskedQuestion; onChange: () => void }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const { answer, expiresAt } = question;
  return (
    <div className={styles.section} role="status">
      <h2>{t('question.thanks')}</h2>
      <p>{t('question.thanksExplain', { date: format.date(expiresAt) })}</p>
      <dl className={styles.facts}>
        <dt>{t('question.yours')}</dt>
        <dd>{t(answer?.hasOutcome ? 'question.yes' : 'question.no')}</dd>
        {answer?.salesYen ? (
          <>
            <dt>{t('question.sales')}</dt>
            <dd>{t('outcome.amount', { yen: format.number(answer.salesYen) })}</dd>
          </>
        ) : null}
        {answer?.jobs ? (
          <>
            <dt>{t('question.jobs')}</dt>
            <dd>{t('outcome.people', { count: answer.jobs })}</dd>
          </>
        ) : null}
      </dl>
      <div>
        <Button variant="default" onClick={onChange}>
          {t('question.change')}
        </Button>
      </div>
    </div>
  );
};

export const OutcomeQuestion = ({ token }: { token: string }) => {
  const t = useCopy('projects');
  const query = useQuestion(token);
  const [isChanging, setIsChanging] = useState(false);
  if (query.isPending) return <LoadingState rows={1} />;
  if (query.isError) {
    const code = codeOf(query.error);
    if (code === 'gone') return <EmptyState title={t('question.gone')}>{t('question.goneExplain')}</EmptyState>;
    if (code === 'not_found')
      return <EmptyState title={t('question.missing')}>{t('question.missingExplain')}</EmptyState>;
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  }
  const question = query.data;
  return (
    <div className={styles.section}>
      <p>
        {question.name ? t('question.dear', { name: question.name }) : null}
        <br />
        {t('question.about', { about: question.about, months: question.months })}
        {question.centre ? ` ${t('question.from', { centre: question.centre })}` : ''}
      </p>
      {question.answer && !isChanging ? (
        <Answered question={question} onChange={() => setIsChanging(true)} />
      ) : (
        <AnswerForm key={question.version} token={token} question={question} onDone={() => setIsChanging(false)} />
      )}
    </div>
  );
};
