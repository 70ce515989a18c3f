// What would make a pair fit: the smallest changes on the person's side, each tried out on the score itself, so that what is
// promised is what it would bring.
import { fitLimits, type FitEvidence, type FitGap } from '@enishi/shared/fits';
import type { WeekCell } from '@enishi/shared/weekly-hours';
import type { AskedWork, OfferedWork } from './types.js';

type Without<G> = G extends unknown ? Omit<G, 'gain'> : never;
interface Change {
  gap: Without<FitGap>;
  offered: OfferedWork;
}

const skillChanges = (asked: AskedWork, offered: OfferedWork): Change[] =>
  asked.skills.map(({ tag, level }) => {
    const own = offered.skills.find((skill) => skill.tag === tag);
    const others = offered.skills.filter((skill) => skill.tag !== tag);
    const skills = [...others, { tag, level, years: null }];
    return { gap: { kind: 'skill', tag, level, has: own?.level ?? null }, offered: { ...offered, skills } };
  });

function hoursChange(asked: AskedWork, offered: OfferedWork, { hours }: Pick<FitEvidence, 'hours'>): Change[] {
  const { shared, wanted } = hours;
  // Who has not said how many hours is asked to say so, not to have more.
  if (shared === null || wanted === null || shared >= wanted || offered.hoursPerWeek === null) return [];
  const cells: WeekCell[] = offered.cells.length === 0 ? [] : [...new Set([...offered.cells, ...asked.cells])];
  const changed = { ...offered, cells, hoursPerWeek: Math.max(offered.hoursPerWeek, wanted) };
  return [{ gap: { kind: 'hours', hours: wanted - shared }, offered: changed }];
}

const speechChanges = (asked: AskedWork, offered: OfferedWork): Change[] => {
  // Who has told no language speaks at least that of the profile.
  const own = offered.speech.length > 0 ? offered.speech : [{ language: offered.language, level: 'business' }];
  return asked.speech.map(({ language, level }) => ({
    gap: { kind: 'speech', language, level },
    offered: {
      ...offered,
      speech: [...own.filter((one) => one.language !== language), { language, level }] as OfferedWork['speech'],
    },
  }));
};

/** The few that bring most, the best first. */
export function gapsOf(
  asked: AskedWork,
  offered: OfferedWork,
  fit: { score: number; evidence: FitEvidence },
  scoreWith: (changed: OfferedWork) => number,
): FitGap[] {
  const changes = [
    ...skillChanges(asked, offered),
    ...hoursChange(asked, offered, fit.evidence),
    ...speechChanges(asked, offered),
  ];
  return changes
    .map(({ gap, offered: changed }): FitGap => {
      const gain = Math.round((scoreWith(changed) - fit.score) * 10) / 10;
      return { ...gap, gain };
    })
    .filter(({ gain }) => gain > 0)
    .sort((one, other) => other.gain - one.gain)
    .slice(0, fitLimits.gaps);
}
