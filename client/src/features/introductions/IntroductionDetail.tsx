import { Link } from 'react-router';
import { replyFields } from '@enishi/shared/introductions';
import type { IntroductionView } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { Clock } from '../../ui/Clock.js';
import { Tag } from '../../ui/Tag.js';
import { AnswerActions } from './AnswerActions.js';
import { EndAction } from './EndAction.js';
import styles from './IntroductionDetail.module.css';
import { stateLooks } from './IntroductionRow.js';
import { Opened } from './Opened.js';
import { ProgressLine } from './ProgressLine.js';
import { Sides } from './Sides.js';
import { useTurn } from './use-turn.js';

interface IntroductionDetailProps {
  introduction: IntroductionView;
  onReload: () => void;
}

const Pair = ({ introduction }: { introduction: IntroductionView }) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const { need, candidate } = introduction;
  return (
    <dl className={styles.pair}>
      <dt>{terms('listing.need')}</dt>
      <dd>{need ? <Link to={`/needs/${need.id}`}>{need.title}</Link> : t('hiddenNeed')}</dd>
      <dt>{candidate ? terms(`listing.${candidate.kind}`) : t('offers')}</dt>
      <dd>
        {candidate ? (
          <Link to={`/${candidate.kind}s/${candidate.card.id}`}>{candidate.card.title}</Link>
        ) : (
          t('hiddenItem')
        )}
      </dd>
      <dt>{t('coordinator')}</dt>
      <dd>{introduction.coordinator ?? t('noCoordinator')}</dd>
    </dl>
  );
};

const Reply = ({ introduction: { reply } }: { introduction: IntroductionView }) => {
  const t = useCopy('introductions');
  return (
    <section aria-labelledby="message">
      <h2 id="message" className={styles.heading}>
        {t('message')}
      </h2>
      <dl className={styles.message}>
        {replyFields
          .filter((name) => reply[name] !== '')
          .map((name) => (
            <div key={name}>
              <dt>{t(`reply.${name}`)}</dt>
              <dd>{reply[name]}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
};

/** One introduction: whose turn it is, the answers of both sides, the letter, and what can be done now. */
export const IntroductionDetail = ({ introduction, onReload }: IntroductionDetailProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const turn = useTurn()(introduction);
  const { state, dueAt, progress, abilities } = introduction;
  return (
    <div className={styles.all}>
      <p className={styles.turn} role="status">
        <Tag look={abilities.canAnswer ? 'attention' : stateLooks[state]}>
          {turn ?? terms(`introductionState.${state}`)}
        </Tag>
        {state === 'open' ? <Clock dueAt={dueAt} label={t('answerDue')} /> : null}
      </p>
      <ProgressLine progress={progress} />
      <Sides introduction={introduction} />
      <Opened introduction={introduction} />
      <Pair introduction={introduction} />
      <Reply introduction={introduction} />
      {abilities.canAnswer ? <AnswerActions introduction={introduction} onReload={onReload} /> : null}
      {abilities.canEnd ? (
        <div>
          <EndAction introduction={introduction} onReload={onReload} />
        </div>
      ) : null}
    </div>
  );
};
