// One board: its needs on the left; beside the chosen one every candidate of the field, what looks best first.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import { pairStates } from '@enishi/shared/themed-boards';
import type { BoardView, PairState, PairView } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureName } from '../../lib/places.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { TagList } from '../../ui/Tag.js';
import styles from './Boards.module.css';
import { PairCard } from './PairCard.js';

type Need = BoardView['needs'][number];
export type BoardCandidate = BoardView['candidates'][number];

interface BoardDetailProps {
  board: BoardView;
  chosenId: string | null;
  onChoose: (needId: string) => void;
  /** Brings the two together by the usual proposal. */
  propose: (need: Need, candidate: BoardCandidate) => ReactNode;
  onReload: () => void;
}

const Needs = ({ board, chosenId, onChoose }: Pick<BoardDetailProps, 'board' | 'chosenId' | 'onChoose'>) => {
  const t = useCopy('boards');
  return (
    <nav aria-label={t('needs')}>
      <h2>{t('needs')}</h2>
      <ul className={styles.needs}>
        {board.needs.map(({ id, title }) => {
          const left = board.pairs.filter((pair) => pair.needId === id && pair.state === 'to_look_at').length;
          return (
            <li key={id}>
              <button type="button" className={styles.need} aria-pressed={id === chosenId} onClick={() => onChoose(id)}>
                <span>{title}</span>
                <span className={styles.left}>{t('left', { count: left })}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

const Pairs = ({
  board,
  need,
  propose,
  onReload,
}: Pick<BoardDetailProps, 'board' | 'propose' | 'onReload'> & { need: Need }) => {
  const organisationOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  const t = useCopy('boards');
  const common = useCopy('common');
  const [state, setState] = useState<PairState | null>(null);
  const all = board.pairs.filter((pair) => pair.needId === need.id);
  const shown = all.filter((pair) => state === null || pair.state === state);
  const card = (pair: PairView) => {
    const shared = { boardId: board.id, pair, onReload };
    const key = `${pair.kind}:${pair.candidateId}`;
    const company = board.companies.find(({ id }) => pair.kind === 'organisation' && id === pair.candidateId);
    if (company)
      return (
        <PairCard
          key={key}
          {...shared}
          title={organisationOf(company)}
          about={<p className={styles.line}>{prefectureOf(company.prefecture)}</p>}
          propose={null}
        />
      );
    const candidate = board.candidates.find((one) => one.kind === pair.kind && one.card.id === pair.candidateId);
    if (!candidate) return null;
    const { title, tags } = candidate.card;
    return (
      <PairCard
        key={key}
        {...shared}
        title={title}
        about={<TagList tags={tags} limit={5} />}
        propose={propose(need, candidate)}
      />
    );
  };
  if (all.length === 0) return <EmptyState title={t('noCandidates')} level={3} />;
  return (
    <>
      <div className={styles.filter}>
        <SegmentedControl
          aria-label={t('filter')}
          data={[
            { value: 'all', label: common('all') },
            ...pairStates.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
          value={state ?? 'all'}
          onChange={(value) => setState(pairStates.find((known) => known === value) ?? null)}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('emptyFilter')} level={3} />
      ) : (
        <ul className={styles.pairs}>{shown.map(card)}</ul>
      )}
    </>
  );
};

export const BoardDetail = ({ board, chosenId, onChoose, propose, onReload }: BoardDetailProps) => {
  const t = useCopy('boards');
  const need = board.needs.find(({ id }) => id === chosenId) ?? board.needs[0];
  if (!need) return <EmptyState title={t('noNeeds')}>{t('noNeedsHelp')}</EmptyState>;
  return (
    <>
      {board.isCut ? <p className={styles.line}>{t('isCut')}</p> : null}
      <div className={styles.columns}>
        <Needs board={board} chosenId={need.id} onChoose={onChoose} />
        <section aria-labelledby="board-pairs">
          <h2 id="board-pairs">{t('candidatesOf', { title: need.title })}</h2>
          <p className={styles.line}>
            <Link to={`/workbench/${need.id}`}>{t('toNeed')}</Link>
          </p>
          <Pairs key={need.id} board={board} need={need} propose={propose} onReload={onReload} />
        </section>
      </div>
    </>
  );
};
