import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { ListingKind } from '@enishi/shared/listings';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { ListingCard } from './ListingCard.js';
import { ListingList } from './ListingList.js';
import { addressOfListing, pluralOf } from './kinds.js';
import type { AnyCard } from './kinds.js';
import { useMyListings } from './listing-queries.js';
import styles from './Section.module.css';

interface Words {
  title: string;
  empty: string;
  emptyHelp: string;
  begin: string;
  resume: string;
  edit: string;
  /** Left out for a kind without candidates of its own. */
  candidates?: string;
}

const Actions = ({ kind, card, words }: { kind: ListingKind; card: AnyCard; words: Words }) => {
  const address = addressOfListing(kind, card.id);
  if (card.status === 'draft')
    return (
      <Button component={Link} to={`${address}/edit`} size="compact-md" variant="light">
        {words.resume}
      </Button>
    );
  return (
    <>
      {words.candidates === undefined ? null : (
        <Button
          component={Link}
          to={kind === 'need' ? `${address}/candidates` : `${address}/needs`}
          size="compact-md"
          variant="light"
        >
          {words.candidates}
        </Button>
      )}
      <Button component={Link} to={`${address}/edit`} size="compact-md" variant="subtle">
        {words.edit}
      </Button>
    </>
  );
};

interface MyListingsProps {
  kind: ListingKind;
  words: Words;
  /** Said beside the actions of a published one, such as how many fit. */
  noteOf?: (card: AnyCard) => ReactNode;
}

/** One's own listings of a kind, drafts and closed ones too. */
export const MyListings = ({ kind, words, noteOf }: MyListingsProps) => {
  const id = useId();
  const mine = useMyListings(kind);
  const items: readonly AnyCard[] = mine.data?.items ?? [];
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {words.title}
      </h2>
      {mine.isPending ? <LoadingState rows={2} /> : null}
      {mine.isError && !mine.data ? <FailedState error={mine.error} onRetry={() => void mine.refetch()} /> : null}
      {mine.data && items.length === 0 ? (
        <EmptyState
          level={3}
          title={words.empty}
          action={
            <Button component={Link} to={`/${pluralOf[kind]}/new`}>
              {words.begin}
            </Button>
          }
        >
          {words.emptyHelp}
        </EmptyState>
      ) : null}
      <ListingList>
        {items.map((card) => (
          <ListingCard
            key={card.id}
            kind={kind}
            card={card}
            level={3}
            withStatus
            {...(card.status === 'draft' ? { to: `${addressOfListing(kind, card.id)}/edit` } : {})}
            actions={
              <>
                <Actions kind={kind} card={card} words={words} />
                {card.status === 'published' ? noteOf?.(card) : null}
              </>
            }
          />
        ))}
      </ListingList>
    </section>
  );
};
