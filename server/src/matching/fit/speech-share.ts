import type { FitEvidence } from '@enishi/shared/fits';
import { speechLevels, type Speech } from '@enishi/shared/skills';
import type { AskedWork, OfferedWork } from './types.js';
import { WORK_WEIGHTS } from './work-weights.js';

type Level = Speech['level'];
const rankOf = (level: Level): number => speechLevels.indexOf(level);

/** What somebody speaks; who told nothing speaks the language of the profile, well enough for work. */
const spokenBy = ({ speech, language }: OfferedWork): Map<string, Level> =>
  new Map<string, Level>(
    speech.length > 0 ? speech.map(({ language: spoken, level }) => [spoken, level]) : [[language, 'business']],
  );

/** `share` is of 1; nothing asked for is all met. */
export function speechShare(
  asked: AskedWork,
  offered: OfferedWork,
): { share: number; evidence: FitEvidence['speech'] } {
  if (asked.speech.length === 0) return { share: 1, evidence: [] };
  const own = spokenBy(offered);
  const evidence = asked.speech.map((one) => ({ ...one, offered: own.get(one.language) ?? null }));
  const shares = evidence.map(({ level, offered: spoken }): number =>
    spoken === null ? 0 : (WORK_WEIGHTS.bySpeechShort[Math.max(0, rankOf(level) - rankOf(spoken))] ?? 0),
  );
  return { share: shares.reduce((sum, share) => sum + share, 0) / shares.length, evidence };
}
