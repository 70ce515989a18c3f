// What is said of an opening in one line: hours, reward, place, until when one can apply.
import type { OpeningCard, Reward } from '@enishi/shared/openings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';

export const useRewardText = (): ((reward: Reward | null) => string) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const format = useFormat();
  return (reward) => {
    if (!reward) return '';
    const { kind, from, to } = reward;
    const name = terms(`rewardKind.${kind}`);
    if (to === null || to === from) return t('card.reward', { kind: name, yen: format.number(from) });
    return t('card.rewardFromTo', { kind: name, from: format.number(from), to: format.number(to) });
  };
};

export const useHoursText = (): ((hours: { hoursFrom: number | null; hoursTo: number | null }) => string) => {
  const t = useCopy('listings');
  return ({ hoursFrom, hoursTo }) => {
    const hours = hoursTo ?? hoursFrom;
    if (hours === null) return '';
    if (hoursFrom === null || hoursFrom === hours) return t('card.hours', { hours });
    return t('card.hoursFromTo', { from: hoursFrom, to: hours });
  };
};

export const useOpeningFacts = (): ((card: OpeningCard) => string[]) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const format = useFormat();
  const rewardOf = useRewardText();
  const hoursOf = useHoursText();
  return (card) => {
    const isPast = card.applyBy !== null && card.applyBy < dayOf(new Date());
    const until = card.applyBy === null ? '' : t('card.applyBy', { date: format.date(card.applyBy) });
    return [
      hoursOf(card),
      rewardOf(card.reward),
      terms(`openingPlace.${card.place}`),
      isPast ? t('card.applyPast') : until,
    ];
  };
};
