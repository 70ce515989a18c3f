// What came of a case, and the questions that were asked after it.
import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import type { CaseOutcomes, OutcomeView, QuestionView } from '@enishi/shared/outcomes';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import { OutcomeDialog } from './OutcomeDialog.js';
import styles from './ProjectDetail.module.css';
import { StaleProject, staleOf } from './StaleProject.js';
import { useOutcomes, useReloadOutcomes, useRemoveOutcome, useRevokeQuestion } from './use-outcomes.js';

interface OutcomeListProps {
  caseId: string;
  level?: 2 | 3;
}

interface RowProps {
  outcome: OutcomeView;
  canRecord: boolean;
  onEdit: (outcome: OutcomeView) => void;
  onRemove: (outcome: OutcomeView) => void;
}

const Row = ({ outcome, canRecord, onEdit, onRemove }: RowProps) => {
  const t = useCopy('projects');
  const common = useCopy('common');
  const format = useFormat();
  const { kind, certainty, yen, count, fiscalYear, text, by, recordedAt } = outcome;
  const kindName = t(`outcomeKind.${kind}`);
  const size = kind === 'jobs' ? t('outcome.people', { count }) : t('outcome.units', { count });
  return (
    <li className={styles.card}>
      <div className={styles.bar}>
        <p>
          <strong>{kindName}</strong> {yen === null ? size : t('outcome.amount', { yen: format.number(yen) })}
        </p>
        <Tag look={certainty === 'confirmed' ? 'done' : certainty === 'reported' ? 'attention' : 'plain'}>
          {t(`certainty.${certainty}`)}
        </Tag>
      </div>
      {text ? <p className={styles.long}>{text}</p> : null}
      <p className={styles.muted}>
        {t('outcome.fiscalYearOf', { year: fiscalYear })}・
        {by
          ? t('outcome.by', { name: by, date: format.date(recordedAt) })
          : t('outcome.reported', { date: format.date(recordedAt) })}
      </p>
      {canRecord ? (
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${certainty === 'reported' ? t('outcome.confirm') : common('edit')}：${kindName}`}
            onClick={() => onEdit(outcome)}
          >
            {certainty === 'reported' ? t('outcome.confirm') : common('edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray.7"
            aria-label={`${t('outcome.remove')}：${kindName}`}
            onClick={() => onRemove(outcome)}
          >
            {t('outcome.remove')}
          </Button>
        </Group>
      ) : null}
    </li>
  );
};

interface RemoveProps {
  caseId: string;
  outcome: OutcomeView;
  onClose: () => void;
}

const RemoveOutcome = ({ caseId, outcome, onClose }: RemoveProps) => {
  const t = useCopy('projects');
  const mutation = useRemoveOutcome(caseId);
  const reload = useReloadOutcomes(caseId);
  const stale = staleOf(mutation.error);
  const send = (version: number): void =>
    mutation.mutate(
      { outcomeId: outcome.id, version },
      {
        onSuccess: () => {
          notifyDone(t('outcome.removed'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      isGrave
      title={t('outcome.removeTitle')}
      confirmLabel={t('outcome.remove')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(outcome.version)}
      onClose={onClose}
    >
      <p>{t('outcome.removeExplain')}</p>
      {stale ? <StaleProject stale={stale} onKeepMine={send} onTakeTheirs={() => void reload().then(onClose)} /> : null}
    </ConfirmDialog>
  );
};

const Question = ({ caseId, question }: { caseId: string; question: QuestionView }) => {
  const t = useCopy('projects');
  const format = useFormat();
  const revoke = useRevokeQuestion(caseId);
  const { id, months, name, state, askedAt, answeredAt, expiresAt } = question;
  return (
    <li className={styles.card}>
      <p>
        {t('outcome.asked', { months, name })}{' '}
        <Tag look={state === 'answered' ? 'done' : 'plain'}>{t(`questionState.${state}`)}</Tag>
      </p>
      <p className={styles.muted}>
        {t('outcome.askedAt', { date: format.date(askedAt) })}
        {answeredAt ? `・${t('outcome.answeredAt', { date: format.date(answeredAt) })}` : ''}
        {state === 'waiting' ? `・${t('outcome.expires', { date: format.date(expiresAt) })}` : ''}
      </p>
      {state === 'waiting' || state === 'answered' ? (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray.7"
            loading={revoke.isPending}
            onClick={() => revoke.mutate(id, { onSuccess: () => notifyDone(t('outcome.revoked')) })}
          >
            {t('outcome.revoke')}
          </Button>
        </div>
      ) : null}
      <ErrorNote error={revoke.error} />
    </li>
  );
};

const Questions = ({ caseId, outcomes, level }: { caseId: string; outcomes: CaseOutcomes; level: 3 | 4 }) => {
  const Heading = level === 3 ? 'h3' : 'h4';
  const t = useCopy('projects');
  const format = useFormat();
  const { questions, nextQuestionOn, abilities } = outcomes;
  if (!abilities.canRecord || (questions.length === 0 && nextQuestionOn === null)) return null;
  return (
    <div className={styles.section}>
      <Heading>{t('outcome.questions')}</Heading>
      {nextQuestionOn ? (
        <p className={styles.muted}>{t('outcome.nextQuestion', { date: format.date(nextQuestionOn) })}</p>
      ) : null}
      <ul className={styles.cards}>
        {questions.map((question) => (
          <Question key={question.id} caseId={caseId} question={question} />
        ))}
      </ul>
    </div>
  );
};

export const OutcomeList = ({ caseId, level = 2 }: OutcomeListProps) => {
  const t = useCopy('projects');
  const query = useOutcomes(caseId);
  const [edited, setEdited] = useState<OutcomeView | 'new' | null>(null);
  const [removed, setRemoved] = useState<OutcomeView | null>(null);
  if (query.isPending) return <LoadingState rows={1} />;
  if (query.isError) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, abilities } = query.data;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section aria-labelledby="outcomes" className={styles.section}>
      <div className={styles.bar}>
        <Heading id="outcomes">{t('outcome.title')}</Heading>
        {abilities.canRecord ? (
          <Button size="compact-md" variant="default" onClick={() => setEdited('new')}>
            {t('outcome.record')}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? <p className={styles.muted}>{t('outcome.empty')}</p> : null}
      <ul className={styles.cards}>
        {items.map((outcome) => (
          <Row
            key={outcome.id}
            outcome={outcome}
            canRecord={abilities.canRecord}
            onEdit={setEdited}
            onRemove={setRemoved}
          />
        ))}
      </ul>
      <Questions caseId={caseId} outcomes={query.data} level={level === 2 ? 3 : 4} />
      {edited ? (
        <OutcomeDialog caseId={caseId} outcome={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
      {removed ? <RemoveOutcome caseId={caseId} outcome={removed} onClose={() => setRemoved(null)} /> : null}
    </section>
  );
};
