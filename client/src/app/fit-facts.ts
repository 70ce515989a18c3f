// What is said of the other half of a fit in one line.
import type { ExpertCard } from '@enishi/shared/experts';
import type { OpeningCard } from '@enishi/shared/openings';
import { useCopy } from '../copy/index.js';
import { useOpeningFacts } from '../features/listings/opening-facts.js';
import { useOrganisationName } from '../lib/organisations.js';
import { usePrefectureName } from '../lib/places.js';

const useOwner = (): ((card: Pick<OpeningCard, 'organisation'>) => string) => {
  const t = useCopy('fits');
  const nameOf = useOrganisationName();
  return ({ organisation }) => (organisation ? nameOf(organisation) : t('nameless'));
};

export const useOpeningLine = (): ((card: OpeningCard) => string[]) => {
  const ownerOf = useOwner();
  const prefectureOf = usePrefectureName();
  const factsOf = useOpeningFacts();
  return (card) => [ownerOf(card), prefectureOf(card.prefecture), ...factsOf(card)];
};

export const useExpertLine = (): ((card: ExpertCard) => string[]) => {
  const t = useCopy('fits');
  const terms = useCopy('terms');
  const ownerOf = useOwner();
  const prefectureOf = usePrefectureName();
  return (card) => [
    terms(`expertKind.${card.kind}`),
    ownerOf(card),
    prefectureOf(card.prefecture),
    card.hoursPerWeek === null ? '' : t('hoursAWeek', { hours: card.hoursPerWeek }),
    terms(`workPlace.${card.workPlace}`),
  ];
};
