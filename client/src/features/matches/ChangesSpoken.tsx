import { VisuallyHidden } from '@mantine/core';
import type { NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';

/** Says what colleagues moved, for whoever does not see the mark. */
export const ChangesSpoken = ({ matches }: { matches: readonly NeedMatch[] }) => {
  const t = useCopy('matches');
  const terms = useCopy('terms');
  return (
    <VisuallyHidden component="div" role="status">
      {matches.map(({ id, stateBy, state, candidate }) => (
        <p key={id}>
          {stateBy
            ? t('moved', { by: stateBy, title: candidate.card.title, state: terms(`matchState.${state}`) })
            : t('changedNow')}
        </p>
      ))}
    </VisuallyHidden>
  );
};
