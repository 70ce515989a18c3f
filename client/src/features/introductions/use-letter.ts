import type { CooperationWay } from '@enishi/shared/cooperation';
import type { CandidateKind } from '@enishi/shared/matches';
import { introductionLimits } from '@enishi/shared/introductions';
import type { StandardReply } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useViewer } from '../../lib/session.js';
import { useTagName } from '../../lib/taxonomy.js';

export interface ProposedPair {
  need: { id: string; title: string };
  item: { kind: CandidateKind; id: string; title: string; kindName: string };
  /** What speaks for the pair and may be told to both sides: concept ids and ways of cooperation. */
  tags: readonly string[];
  cooperation: readonly CooperationWay[];
}

/** A polite letter to both sides, to be changed by the coordinator. */
export const useLetter = (pair: ProposedPair): StandardReply => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const format = useFormat();
  const organisationOf = useOrganisationName();
  const nameOf = useTagName();
  const viewer = useViewer();
  const tags = pair.tags.map((id) => nameOf(id) ?? id);
  const ways = pair.cooperation.map((way) => terms(`cooperation.${way}`));
  const lines = [
    ...(tags.length > 0 ? [t('pointTags', { list: format.list(tags) })] : []),
    ...(ways.length > 0 ? [t('pointCooperation', { list: format.list(ways) })] : []),
  ];
  const points = lines.length > 0 ? `\n\n${[t('points'), ...lines].join('\n')}` : '';
  const centre = viewer ? organisationOf(viewer.organisation) : '';
  const facts = {
    centre,
    name: viewer?.displayName ?? '',
    need: pair.need.title,
    kind: pair.item.kindName,
    item: pair.item.title,
    points,
  };
  const within = (words: string): string => words.slice(0, introductionLimits.reply);
  return {
    whyUs: within(t('letter.whyUs', facts)),
    offer: within(t('letter.offer', facts)),
    firstStep: within(t('letter.firstStep')),
    question: within(t('letter.question')),
  };
};
