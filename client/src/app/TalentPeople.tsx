import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../copy/index.js';
import { InviteButton } from '../features/applications/InviteButton.js';
import { ListingCard } from '../features/listings/ListingCard.js';
import { ListingList } from '../features/listings/ListingList.js';
import { WishLine } from '../features/talent/WishLine.js';
import { useTalent } from '../features/talent/use-talent.js';
import type { TalentFilters } from '../features/talent/use-talent.js';
import { EmptyState } from '../ui/EmptyState.js';
import { FailedState } from '../ui/FailedState.js';
import { LoadingState } from '../ui/LoadingState.js';
import { Pager } from '../ui/Pager.js';

interface TalentPeopleProps {
  filters: TalentFilters;
  chosenId: string | null;
  onChoose: (id: string) => void;
}

/** People with a wish to move; one of them is chosen to find work for. */
export const TalentPeople = ({ filters, chosenId, onChoose }: TalentPeopleProps) => {
  const t = useCopy('talent');
  const list = useTalent(filters);
  if (list.isPending) return <LoadingState rows={3} />;
  if (list.isError && !list.data) return <FailedState error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState level={3} title={t('peopleEmpty')}>
        {t('peopleEmptyHelp')}
      </EmptyState>
    );
  return (
    <>
      <ListingList>
        {items.map(({ card, moveWish }) => (
          <ListingCard
            key={card.id}
            kind="expert"
            card={card}
            level={3}
            actions={
              <>
                <WishLine wish={moveWish} />
                <Button
                  variant={card.id === chosenId ? 'filled' : 'light'}
                  aria-pressed={card.id === chosenId}
                  onClick={() => onChoose(card.id)}
                >
                  {card.id === chosenId ? t('chosen') : t('choose')}
                </Button>
                <InviteButton expertId={card.id} />
                <Button component={Link} to={`/experts/${card.id}/openings`} variant="subtle">
                  {t('fits')}
                </Button>
              </>
            }
          />
        ))}
      </ListingList>
      <Pager shown={items.length} total={list.data.pages[0]?.total ?? 0} query={list} />
    </>
  );
};
