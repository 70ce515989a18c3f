// How much of what an opening asks a profile can do: each skill asked for is answered by the best of the profile's own,
// by how near the concept is and how far the level reaches.
import type { FitEvidence } from '@enishi/shared/fits';
import { levelRankOf, type SkillLevel, type WantedSkill } from '@enishi/shared/skills';
import type { AskedWork, OfferedWork, RelationsOf } from './types.js';
import { WORK_WEIGHTS } from './work-weights.js';

type SkillEvidence = FitEvidence['skills'][number];
interface Answer extends SkillEvidence {
  share: number;
}

/** Concept to level; null: chosen as a tag only. */
const offeredSkills = ({ skills, tags }: OfferedWork): Map<string, SkillLevel | null> =>
  new Map([...tags.map((tag) => [tag, null] as const), ...skills.map(({ tag, level }) => [tag, level] as const)]);

function levelShare(asked: SkillLevel, offered: SkillLevel | null): number {
  if (offered === null) return WORK_WEIGHTS.unsaidLevel;
  const short = Math.max(0, levelRankOf(asked) - levelRankOf(offered));
  return WORK_WEIGHTS.byLevelsShort[short] ?? 0;
}

function answerOf(wanted: WantedSkill, offered: ReadonlyMap<string, SkillLevel | null>, relationsOf: RelationsOf) {
  const { tag, level: asked, isRequired } = wanted;
  let best: Answer = { tag, isRequired, asked, offeredTag: null, offered: null, relation: null, share: 0 };
  for (const { id, relation, weight } of relationsOf(tag)) {
    const level = offered.get(id);
    if (level === undefined) continue;
    const share = weight * levelShare(asked, level);
    if (share > best.share) best = { ...best, offeredTag: id, offered: level, relation, share };
  }
  return best;
}

const countOf = ({ isRequired }: { isRequired: boolean }): number => (isRequired ? WORK_WEIGHTS.requiredSkill : 1);

/** `share` is of 1; nothing asked for is nothing answered. */
export function skillShare(
  asked: Pick<AskedWork, 'skills'>,
  offered: OfferedWork,
  relationsOf: RelationsOf,
): { share: number; evidence: SkillEvidence[]; answers: readonly Answer[] } {
  const own = offeredSkills(offered);
  const answers = asked.skills.map((wanted) => answerOf(wanted, own, relationsOf));
  const all = answers.reduce((sum, answer) => sum + countOf(answer), 0);
  const met = answers.reduce((sum, answer) => sum + countOf(answer) * answer.share, 0);
  const evidence = answers.map(({ share: _share, ...told }) => told);
  return { share: all === 0 ? 0 : met / all, evidence, answers };
}
