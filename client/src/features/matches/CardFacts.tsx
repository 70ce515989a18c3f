// The line of facts under a title: what kind, whose, where, how.
import type { CandidateCard } from '@enishi/shared/matches';
import type { NeedCard } from '@enishi/shared/needs';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useIndustryName, usePrefectureName } from '../../lib/places.js';
import { Tag } from '../../ui/Tag.js';
import scored from '../../ui/ScoredCard.module.css';

type Owner = NeedCard['organisation'];

const useOwnerName = (): ((organisation: Owner) => string) => {
  const t = useCopy('matches');
  const nameOf = useOrganisationName();
  return (organisation) => (organisation ? nameOf(organisation) : t('hiddenOrganisation'));
};

interface FactsProps {
  facts: readonly (string | null)[];
  isSample: boolean;
}

const Facts = ({ facts, isSample }: FactsProps) => {
  const common = useCopy('common');
  return (
    <div className={scored.facts}>
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
    </div>
  );
};

export const CandidateFacts = ({ candidate }: { candidate: CandidateCard }) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const ownerOf = useOwnerName();
  const { card } = candidate;
  const own =
    candidate.kind === 'seed'
      ? [
          terms('listing.seed'),
          candidate.card.readiness === null ? null : t('trl', { level: candidate.card.readiness }),
        ]
      : [
          terms(`expertKind.${candidate.card.kind}`),
          terms(`workPlace.${candidate.card.workPlace}`),
          candidate.card.hoursPerWeek === null ? null : t('hours', { count: candidate.card.hoursPerWeek }),
        ];
  const [kind = null, ...more] = own;
  const ways = card.cooperation.map((way) => terms(`cooperation.${way}`));
  const facts = [kind, ownerOf(card.organisation), prefectureOf(card.prefecture), ...more, format.list(ways)];
  return <Facts facts={facts} isSample={card.isSample} />;
};

export const NeedFacts = ({ need }: { need: NeedCard }) => {
  const terms = useCopy('terms');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const industryOf = useIndustryName();
  const ownerOf = useOwnerName();
  const ways = need.cooperation.map((way) => terms(`cooperation.${way}`));
  const facts = [
    need.code,
    ownerOf(need.organisation),
    industryOf(need.industry),
    prefectureOf(need.prefecture),
    terms(`timeframe.${need.timeframe}`),
    format.list(ways),
  ];
  return <Facts facts={facts} isSample={need.isSample} />;
};
