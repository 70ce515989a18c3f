// One half of a pair, seen from the other: what it is, how well it fits, and why.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Language } from '@enishi/shared/fields';
import type { ExpertFit } from '@enishi/shared/fits';
import { useCopy } from '../../copy/index.js';
import { Score } from '../../ui/Score.js';
import { Tag } from '../../ui/Tag.js';
import scored from '../../ui/ScoredCard.module.css';
import { Gaps } from './Gaps.js';
import { Reasons } from './Reasons.js';

interface FitCardProps {
  fit: Omit<ExpertFit, 'opening'>;
  title: string;
  language: Language;
  to: string;
  facts: readonly string[];
  isSample: boolean;
  /** Whose eyes: the person's own, or those of whoever looks for people. */
  perspective: 'person' | 'opening';
  level?: 2 | 3;
  actions?: ReactNode;
}

export const FitCard = (props: FitCardProps) => {
  const { fit, title, language, to, facts, isSample, perspective, level = 2, actions } = props;
  const common = useCopy('common');
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article className={scored.card} aria-label={title}>
      <div className={scored.top}>
        <div className={scored.words}>
          <Heading className={scored.title} lang={language}>
            <Link to={to}>{title}</Link>
          </Heading>
          <p className={scored.facts}>
            {facts.filter(Boolean).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
          </p>
        </div>
        <Score score={fit.score} />
      </div>
      <Reasons fit={fit} />
      <Gaps fit={fit} perspective={perspective} />
      {actions ? <div className={scored.actions}>{actions}</div> : null}
    </article>
  );
};
