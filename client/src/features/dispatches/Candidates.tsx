// Experts who fit a request; the company may wish for one, the desk asks.
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { DispatchCandidate, DispatchView } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureName } from '../../lib/places.js';
import { useTagName } from '../../lib/taxonomy.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import { problemsOf } from '../../lib/problems.js';
import { useDispatchActions, useDispatchCandidates } from './use-dispatches.js';
import styles from './Dispatches.module.css';

const shownParts = ['tags', 'text', 'cooperation', 'region'] as const;

interface RowProps {
  candidate: DispatchCandidate;
  action: { label: string; name: string; isBusy: boolean; onClick: () => void } | null;
}

const Row = ({ candidate: { card, score, parts, tags, isWished }, action }: RowProps) => {
  const t = useCopy('dispatches');
  const terms = useCopy('terms');
  const format = useFormat();
  const tagOf = useTagName();
  const nameOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  const shared = tags.flatMap((tag) => tagOf(tag) ?? []);
  const reasons = shownParts
    .filter((part) => parts[part] >= 0.5)
    .map((part) => t('candidates.part', { part: terms(`scorePart.${part}`), points: Math.round(parts[part]) }));
  return (
    <li className={styles.row}>
      <div className={styles.top}>
        <span>{t('candidates.score', { score: Math.round(score) })}</span>
        <span>{t('candidates.because', { parts: format.list(reasons) })}</span>
        {isWished ? <Tag look="attention">{t('candidates.wished')}</Tag> : null}
      </div>
      <h3 className={styles.title} lang={card.language}>
        <Link to={`/experts/${card.id}`}>{card.title}</Link>
      </h3>
      <p className={styles.facts}>
        {[
          prefectureOf(card.prefecture),
          card.organisation ? `${nameOf(card.organisation)} ${card.organisation.person}` : '',
          shared.length > 0 ? t('candidates.tags', { tags: format.list(shared) }) : '',
        ]
          .filter(Boolean)
          .map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
      </p>
      {action ? (
        <div>
          <Button
            size="compact-md"
            variant="light"
            aria-label={action.name}
            loading={action.isBusy}
            onClick={action.onClick}
          >
            {action.label}
          </Button>
        </div>
      ) : null}
    </li>
  );
};

export const Candidates = ({ dispatch }: { dispatch: DispatchView }) => {
  const t = useCopy('dispatches');
  const query = useDispatchCandidates(dispatch);
  const { wish, ask } = useDispatchActions(dispatch.id);
  const { canAsk, canWish } = dispatch.abilities;
  const items = query.data?.items ?? [];
  const actionFor = ({ card: { id, title } }: DispatchCandidate): RowProps['action'] => {
    const body = { version: dispatch.version, expertId: id };
    if (canAsk)
      return {
        label: t('candidates.ask'),
        name: t('candidates.askOf', { title }),
        isBusy: ask.isPending && ask.variables.expertId === id,
        onClick: () => ask.mutate(body, { onSuccess: () => notifyDone(t('candidates.askDone')) }),
      };
    if (!canWish || dispatch.wish?.id === id) return null;
    return {
      label: t('candidates.wish'),
      name: t('candidates.wishOf', { title }),
      isBusy: wish.isPending && wish.variables.expertId === id,
      onClick: () => wish.mutate(body, { onSuccess: () => notifyDone(t('candidates.wishDone')) }),
    };
  };
  const over = problemsOf(ask.error).find(({ path, problem }) => path === 'hours' && problem === 'too_big');
  return (
    <section aria-labelledby="dispatch-candidates">
      <h2 id="dispatch-candidates" className={styles.heading}>
        {t('candidates.title')}
      </h2>
      <p className={styles.muted}>{t('candidates.explain')}</p>
      {over ? (
        <p role="alert">{t('candidates.overQuota', { left: over.limit ?? 0 })}</p>
      ) : (
        <ErrorNote error={ask.error ?? wish.error} />
      )}
      {query.isPending ? <LoadingState rows={3} /> : null}
      {query.isError && !query.data ? <FailedState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data && items.length === 0 ? (
        <EmptyState level={3} title={t('candidates.empty')}>
          {t('candidates.emptyHelp')}
        </EmptyState>
      ) : null}
      <ul className={styles.rows}>
        {items.map((candidate) => (
          <Row key={candidate.card.id} candidate={candidate} action={actionFor(candidate)} />
        ))}
      </ul>
    </section>
  );
};
