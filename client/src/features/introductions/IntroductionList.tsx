import type { ComponentType, ReactNode } from 'react';
import { introductionStates } from '@enishi/shared/introductions';
import type { IntroductionState } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { FilteredList } from '../../ui/FilteredList.js';
import { IntroductionRow } from './IntroductionRow.js';
import { useIntroductions } from './use-introductions.js';

interface IntroductionListProps {
  state: IntroductionState | null;
  onStateChange: (state: IntroductionState | null) => void;
  /** Draws the rows, and knows a word more about some of them. */
  Notes: ComponentType<{ ids: readonly string[]; children: (noteOf: (id: string) => ReactNode) => ReactNode }>;
}

export const IntroductionList = ({ state, onStateChange, Notes }: IntroductionListProps) => {
  const t = useCopy('introductions');
  const terms = useCopy('terms');
  const choices = introductionStates.map((value) => ({ value, label: terms(`introductionState.${value}`) }));
  return (
    <FilteredList
      filter={{ label: t('filter'), choices, chosen: state, onChoose: onStateChange, empty: t('emptyFilter') }}
      query={useIntroductions(state)}
      empty={t('empty')}
      emptyHelp={t('emptyHelp')}
    >
      {(items) => (
        <Notes ids={items.map(({ id }) => id)}>
          {(noteOf) =>
            items.map((introduction) => (
              <IntroductionRow key={introduction.id} introduction={introduction} note={noteOf(introduction.id)} />
            ))
          }
        </Notes>
      )}
    </FilteredList>
  );
};
