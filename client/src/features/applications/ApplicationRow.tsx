import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApplicationCard, ApplicationState } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { Clock } from '../../ui/Clock.js';
import { Tag } from '../../ui/Tag.js';
import card from '../../ui/Card.module.css';

const looks: Record<ApplicationState, 'tag' | 'done' | 'plain'> = {
  invited: 'tag',
  applied: 'tag',
  shortlisted: 'tag',
  offered: 'tag',
  accepted: 'done',
  declined: 'plain',
  withdrawn: 'plain',
  expired: 'plain',
};

/** State, whose turn it is, and until when. */
export const StateLine = ({ application, note }: { application: ApplicationCard; note?: ReactNode }) => {
  const t = useCopy('applications');
  const { state, turn, mySide, dueAt } = application;
  const isMine = turn !== null && turn === mySide;
  return (
    <p className={card.facts}>
      <Tag look={isMine ? 'attention' : looks[state]}>{t(`state.${state}`)}</Tag>
      {turn ? <span>{isMine ? t('list.yourTurn') : t(`list.waitingFor.${turn}`)}</span> : null}
      {turn && dueAt ? <Clock dueAt={dueAt} label={t('list.due')} /> : null}
      {note}
    </p>
  );
};

interface ApplicationRowProps {
  application: ApplicationCard;
  /** Where the opening is clear from the page, only the person is named. */
  isWithinOpening?: boolean;
  note?: ReactNode;
}

export const ApplicationRow = ({ application, isWithinOpening = false, note }: ApplicationRowProps) => {
  const t = useCopy('applications');
  const format = useFormat();
  const { id, opening, expert, changedAt } = application;
  const openingTitle = opening?.title ?? t('list.hiddenOpening');
  const person = expert?.organisation?.person ?? expert?.title ?? t('list.hiddenPerson');
  const Heading = isWithinOpening ? 'h3' : 'h2';
  return (
    <article className={card.card} aria-label={t('list.pair', { opening: openingTitle, person })}>
      <StateLine application={application} note={note} />
      <Heading className={card.title}>
        <Link to={`/applications/${id}`}>{isWithinOpening ? person : openingTitle}</Link>
      </Heading>
      {isWithinOpening ? null : <p className={card.with}>{person}</p>}
      <p className={card.facts}>{t('list.changedAt', { date: format.date(changedAt) })}</p>
    </article>
  );
};
