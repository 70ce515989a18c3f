// The need in the company's own words. What the chosen candidate shares with it is marked softly in the text.
import type { ReactNode } from 'react';
import type { MatchEvidence } from '@enishi/shared/matches';
import type { NeedView } from '@enishi/shared/needs';
import { useCopy } from '../../copy/index.js';
import { useTaxonomy } from '../../lib/taxonomy.js';
import { DisclosureBadge } from '../../ui/DisclosureBadge.js';
import { MarkedText } from '../../ui/MarkedText.js';
import { findMarks } from './find-marks.js';
import styles from './NeedStatement.module.css';

interface NeedStatementProps {
  need: NeedView;
  evidence: MatchEvidence | null;
}

const Answer = ({
  question,
  children,
  isShort = false,
}: {
  question: string;
  children: ReactNode;
  isShort?: boolean;
}) => (
  <div className={isShort ? styles.short : styles.long}>
    <dt>{question}</dt>
    <dd>{children}</dd>
  </div>
);

const useMarked = (evidence: MatchEvidence | null) => {
  const taxonomy = useTaxonomy();
  return (text: string): ReactNode => <MarkedText text={text} marks={findMarks(text, evidence, taxonomy)} />;
};

const Secrecy = ({ need: { disclosure } }: { need: NeedView }) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  return (
    <span className={styles.secrecy}>
      <DisclosureBadge level={disclosure.summary} label={terms('group.summary')} />
      <DisclosureBadge level={disclosure.details} label={t('need.details')} />
      <DisclosureBadge level={disclosure.organisation} label={t('need.organisation')} />
    </span>
  );
};

const Extras = ({
  details,
  marked,
}: {
  details: NonNullable<NeedView['details']>;
  marked: (text: string) => ReactNode;
}) => {
  const t = useCopy('workbench');
  const { tried, mustHaves, readinessWanted } = details;
  return (
    <>
      {tried ? <Answer question={t('need.tried')}>{marked(tried)}</Answer> : null}
      {mustHaves.length > 0 ? (
        <Answer question={t('need.mustHaves')}>
          <ul className={styles.musts}>
            {mustHaves.map((must) => (
              <li key={must}>{marked(must)}</li>
            ))}
          </ul>
        </Answer>
      ) : null}
      {readinessWanted === null ? null : (
        <Answer question={t('need.readinessWanted')} isShort>
          {t('need.readinessFrom', { level: readinessWanted })}
        </Answer>
      )}
    </>
  );
};

export const NeedStatement = ({ need, evidence }: NeedStatementProps) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  const marked = useMarked(evidence);
  const { details } = need;
  return (
    <>
      <dl className={styles.say} lang={need.language}>
        {details ? (
          <>
            <Answer question={t('need.situation')}>{marked(details.situation)}</Answer>
            <Answer question={t('need.goal')}>{marked(details.goal)}</Answer>
          </>
        ) : (
          <Answer question={t('need.situation')}>{t('need.hidden')}</Answer>
        )}
        <Answer question={t('need.timeframe')} isShort>
          {terms(`timeframe.${need.timeframe}`)}
        </Answer>
        {details ? (
          <Answer question={t('need.budget')} isShort>
            {terms(`budget.${details.budget}`)}
          </Answer>
        ) : null}
        <Answer question={t('need.secrecy')} isShort>
          <Secrecy need={need} />
        </Answer>
        {details ? <Extras details={details} marked={marked} /> : null}
      </dl>
      {evidence ? <p className={styles.legend}>{t('need.marked')}</p> : null}
    </>
  );
};
