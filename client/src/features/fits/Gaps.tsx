// What would make it fit better, each with what it brings; and what the profile does not say yet.
import type { Fit, FitGap } from '@enishi/shared/fits';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useTagName } from '../../lib/taxonomy.js';
import styles from './Gaps.module.css';

const useGapText = (): ((gap: FitGap) => string) => {
  const t = useCopy('fits');
  const work = useCopy('workTerms');
  const nameOf = useTagName();
  return (gap) => {
    if (gap.kind === 'hours') return t('gap.hours', { count: gap.hours });
    if (gap.kind === 'speech')
      return t('gap.speech', { name: work(`spoken.${gap.language}`), level: work(`speechLevel.${gap.level}`) });
    return t(gap.has === null ? 'gap.skill' : 'gap.level', {
      name: nameOf(gap.tag) ?? '…',
      level: work(`skillLevel.${gap.level}`),
    });
  };
};

interface GapsProps {
  fit: Pick<Fit, 'gaps' | 'missing'>;
  perspective: 'person' | 'opening';
}

export const Gaps = ({ fit, perspective }: GapsProps) => {
  const t = useCopy('fits');
  const format = useFormat();
  const textOf = useGapText();
  const { gaps, missing } = fit;
  if (gaps.length === 0 && missing.length === 0) return null;
  const list = format.list(missing.map((hint) => t(`missing.${hint}`)));
  return (
    <div className={styles.gaps}>
      {gaps.length > 0 ? (
        <>
          <p>{t(perspective === 'person' ? 'gap.own' : 'gap.theirs')}</p>
          <ul>
            {gaps.map((gap) => {
              const text = textOf(gap);
              return (
                <li key={text}>
                  {text} <b>{t('gap.gain', { points: Math.max(1, Math.round(gap.gain)) })}</b>
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
      {missing.length > 0 ? (
        <p className={styles.note}>{t(perspective === 'person' ? 'sayOwn' : 'sayTheirs', { list })}</p>
      ) : null}
    </div>
  );
};
