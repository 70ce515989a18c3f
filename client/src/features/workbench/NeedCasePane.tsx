import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MatchEvidence } from '@enishi/shared/matches';
import type { NeedCase } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useIndustryName, usePrefectureName } from '../../lib/places.js';
import { Tag, TagList } from '../../ui/Tag.js';
import { LeadLine } from './LeadLine.js';
import styles from './NeedCasePane.module.css';
import { NeedStatement } from './NeedStatement.js';

interface NeedCasePaneProps {
  needCase: NeedCase;
  /** Of the candidate that is chosen. */
  evidence: MatchEvidence | null;
  /** The introductions of this need, made by their own feature. */
  introductions: ReactNode;
  /** Where its case stands, and what happened, made by the feature of cases. */
  stage: ReactNode;
  timeline: ReactNode;
}

const Who = ({ need }: { need: NeedCase['need'] }) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  const industryOf = useIndustryName();
  const { organisation, industry, prefecture, publishedAt } = need;
  const facts = [
    organisation && nameOf(organisation),
    industryOf(industry),
    organisation?.size ? t('need.employees', { size: terms(`size.${organisation.size}`) }) : null,
    prefectureOf(prefecture),
    publishedAt ? format.date(publishedAt) : null,
  ];
  return (
    <p className={styles.who}>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
};

/** One need as a case: whose, where it stands, what the company said, who is being introduced, what happened. */
export const NeedCasePane = ({ needCase, evidence, introductions, stage, timeline }: NeedCasePaneProps) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  const common = useCopy('common');
  const { need } = needCase;
  return (
    <>
      <p className={styles.eyebrow}>
        <span>
          {terms('listing.need')} {need.code}
        </span>
        {need.isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
        <Link to={`/needs/${need.id}`}>{t('need.openPage')}</Link>
        <Link to={`/cases/${needCase.caseId}`}>{t('openCase', { code: needCase.caseCode })}</Link>
      </p>
      <h2 className={styles.title} lang={need.language}>
        {need.title}
      </h2>
      <Who need={need} />
      <LeadLine key={need.id} needCase={needCase} />
      {stage}
      <NeedStatement need={need} evidence={evidence} />
      <div className={styles.tags}>
        <TagList tags={need.tags} freeTags={need.freeTags} label={t('need.tags')} />
        {need.cooperation.length > 0 ? (
          <ul className={styles.ways} aria-label={t('need.cooperation')}>
            {need.cooperation.map((way) => (
              <li key={way}>
                <Tag look="plain">{terms(`cooperation.${way}`)}</Tag>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {needCase.introductions.length > 0 ? (
        <section className={styles.introductions} aria-labelledby="introductions">
          <h3 id="introductions" className={styles.heading}>
            {t('introductions')}
          </h3>
          {introductions}
        </section>
      ) : null}
      {timeline}
    </>
  );
};
