// The score of a pair: parts in tenths of a point, each from its own question, and their sum. It depends on these two alone
// (and on today), never on who else is there.
import { fitPointsFor, type FitEvidence, type FitHint } from '@enishi/shared/fits';
import { gapsOf } from './gaps.js';
import { kmBetween, placeShare } from './place-share.js';
import { yenPerHour } from './reward.js';
import { skillShare } from './skill-share.js';
import { speechShare } from './speech-share.js';
import { hoursShare, periodShare } from './time-share.js';
import type { AskedWork, OfferedWork, Parts, WorkFit, WorkSurroundings } from './types.js';
import { WORK_WEIGHTS } from './work-weights.js';

/** How far two texts agree, 0 to 1, with the words that show it. */
export interface TextShare {
  share: number;
  words: readonly string[];
}
export const noText: TextShare = { share: 0, words: [] };

export const sumOfParts = (parts: Parts): number =>
  Math.round(Object.values(parts).reduce((sum, part) => sum + part * 10, 0)) / 10;

const tenths = (points: number): number => Math.round(points * 10) / 10;

/** Points and reasons without what would make them more. */
export function scoreWork(asked: AskedWork, offered: OfferedWork, text: TextShare, around: WorkSurroundings) {
  const most = fitPointsFor(asked.skills.length > 0);
  const skills = skillShare(asked, offered, around.relationsOf);
  const hours = hoursShare(asked, offered);
  const period = periodShare(asked, offered, around.today);
  const pays = yenPerHour(asked);
  const speech = speechShare(asked, offered);
  const km = asked.place === 'remote' ? null : kmBetween(asked, offered);
  const parts: Parts = {
    skills: tenths(most.skills * skills.share),
    text: tenths(most.text * text.share),
    hours: tenths(most.hours * hours.share),
    period: tenths(most.period * period),
    reward: tenths(most.reward * (pays === null ? WORK_WEIGHTS.uncertainReward : 1)),
    place: tenths(most.place * placeShare(asked, offered)),
    speech: tenths(most.speech * speech.share),
  };
  const evidence: FitEvidence = {
    skills: skills.evidence,
    hours: hours.evidence,
    period: { percent: Math.round(period * 100) },
    reward: { yenPerHour: pays },
    place: { km: km === null ? null : Math.round(km) },
    speech: speech.evidence,
    words: [...text.words],
  };
  return { score: sumOfParts(parts), parts, evidence };
}

function hintsFor(asked: AskedWork, offered: OfferedWork): FitHint[] {
  const unsaid: Record<FitHint, boolean> = {
    skills: asked.skills.length > 0 && offered.skills.length === 0,
    hours: asked.hoursTo !== null && offered.hoursPerWeek === null,
    cells: asked.cells.length > 0 && offered.cells.length === 0,
    municipality: asked.place !== 'remote' && offered.spot === null,
    speech: asked.speech.length > 0 && offered.speech.length === 0,
  };
  return (Object.keys(unsaid) as FitHint[]).filter((hint) => unsaid[hint]);
}

export function fitWork(asked: AskedWork, offered: OfferedWork, text: TextShare, around: WorkSurroundings): WorkFit {
  const fit = scoreWork(asked, offered, text, around);
  const scoreWith = (changed: OfferedWork) => scoreWork(asked, changed, text, around).score;
  return { ...fit, missing: hintsFor(asked, offered), gaps: gapsOf(asked, offered, fit, scoreWith) };
}
