import type { IntroductionView } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';

/** Whose answer an open introduction waits for, said to this viewer; null when it is over. */
export const useTurn = (): ((introduction: IntroductionView) => string | null) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  return ({ state, answers, abilities }) => {
    if (state !== 'open') return null;
    if (abilities.canAnswer) return t('yourTurn');
    if (answers.need.state === 'pending' && answers.item.state === 'pending') return t('waitingBoth');
    return t('waitingFor', { side: terms(`side.${answers.need.state === 'pending' ? 'need' : 'item'}`) });
  };
};

/** Where it comes from, with the coordinator's name where there is one. */
export const useOrigin = (): ((introduction: IntroductionView) => string) => {
  const t = useCopy('introductions');
  return ({ origin, coordinator }) => {
    if (origin !== 'proposal') return t(`from.${origin}`);
    return coordinator ? t('from.proposal', { name: coordinator }) : t('fromUnknown');
  };
};
