// The parts of the score as bars, each with what stands behind it.
import type { ReactNode } from 'react';
import { fitParts, fitPointsFor, type Fit, type FitEvidence, type FitPart } from '@enishi/shared/fits';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useTagName } from '../../lib/taxonomy.js';
import { wholePoints } from '../../lib/whole-points.js';
import { WeekGrid } from '../../ui/WeekGrid.js';
import styles from './Reasons.module.css';

type Shown = Pick<Fit, 'score' | 'parts' | 'evidence'>;

const Skill = ({ skill }: { skill: FitEvidence['skills'][number] }) => {
  const t = useCopy('fits');
  const work = useCopy('workTerms');
  const nameOf = useTagName();
  const { tag, asked, isRequired, offeredTag, offered } = skill;
  const name = nameOf(tag) ?? '…';
  const wanted = t(isRequired ? 'skill.asked' : 'skill.welcome', { level: work(`skillLevel.${asked}`) });
  if (offeredTag === null)
    return (
      <li data-answer="none">
        <b>{name}</b> {t('skill.none')} <small>{wanted}</small>
      </li>
    );
  const level = offered === null ? t('skill.unsaid') : work(`skillLevel.${offered}`);
  const own = offeredTag === tag ? level : t('skill.other', { name: nameOf(offeredTag) ?? '…', level });
  return (
    <li data-answer={offeredTag === tag ? 'same' : 'near'}>
      <b>{name}</b> {own} <small>{wanted}</small>
    </li>
  );
};

const Hours = ({ hours }: Pick<FitEvidence, 'hours'>) => {
  const t = useCopy('fits');
  const { shared, wanted, cells } = hours;
  return (
    <>
      {shared === null ? t('hours.unsaid') : t('hours.shared', { shared })}{' '}
      {wanted === null ? null : <small>{t('hours.wanted', { wanted })}</small>}
      {cells && cells.length > 0 ? (
        <details className={styles.week}>
          <summary>{t('hours.open')}</summary>
          <WeekGrid value={cells} label={t('hours.grid')} />
        </details>
      ) : null}
    </>
  );
};

const useSpeech = (): ((speech: FitEvidence['speech']) => string) => {
  const t = useCopy('fits');
  const work = useCopy('workTerms');
  const format = useFormat();
  return (speech) => {
    if (speech.length === 0) return t('nothingAsked');
    return format.list(
      speech.map(({ language, level, offered }) =>
        t('speech', {
          language: work(`spoken.${language}`),
          offered: offered === null ? t('skill.none') : work(`speechLevel.${offered}`),
          asked: work(`speechLevel.${level}`),
        }),
      ),
    );
  };
};

const useReasonOf = (): ((part: FitPart, evidence: FitEvidence) => ReactNode) => {
  const t = useCopy('fits');
  const format = useFormat();
  const speechOf = useSpeech();
  return (part, { skills, words, hours, period, reward, place, speech }) => {
    const pays = reward.yenPerHour;
    const reasons: Record<FitPart, () => ReactNode> = {
      skills: () => (
        <ul className={styles.skills}>
          {skills.map((skill) => (
            <Skill key={skill.tag} skill={skill} />
          ))}
        </ul>
      ),
      text: () => (words.length > 0 ? t('words', { words: format.list(words.slice(0, 8)) }) : t('noWords')),
      hours: () => <Hours hours={hours} />,
      period: () => t('period', { percent: period.percent }),
      reward: () => {
        if (!pays) return t('reward.unknown');
        const [from, to] = [format.number(pays.from), format.number(pays.to)];
        return from === to ? t('reward.one', { yen: from }) : t('reward.range', { from, to });
      },
      place: () => (place.km === null ? t('place.fine') : t('place.km', { km: format.number(place.km) })),
      speech: () => speechOf(speech),
    };
    return reasons[part]();
  };
};

export const Reasons = ({ fit }: { fit: Shown }) => {
  const t = useCopy('fits');
  const reasonOf = useReasonOf();
  const { score, parts, evidence } = fit;
  const most = fitPointsFor(evidence.skills.length > 0);
  const asked = fitParts.filter((part) => most[part] > 0);
  return (
    <ul className={styles.reasons} aria-label={t('reasons')}>
      {wholePoints(asked, parts, score).parts.map(({ part, points }) => (
        <li key={part}>
          <span className={styles.name}>{t(`part.${part}`)}</span>
          <span className={styles.bar} aria-hidden>
            <span style={{ width: `${String((points / most[part]) * 100)}%` }} />
          </span>
          <span className={styles.points}>{t('pointsOf', { points, most: most[part] })}</span>
          <div className={styles.reason}>{reasonOf(part, evidence)}</div>
        </li>
      ))}
    </ul>
  );
};
