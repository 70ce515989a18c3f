import { useId } from 'react';
import { Link } from 'react-router';
import type { ListingKind } from '@enishi/shared/listings';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { ListingCard } from './ListingCard.js';
import { ListingList } from './ListingList.js';
import type { AnyCard } from './kinds.js';
import { useNewest } from './listing-queries.js';
import styles from './Section.module.css';

const SHOWN = 4;

interface NewestProps {
  kind: ListingKind;
  title: string;
  all: { to: string; name: string };
  /** Said where nothing is published yet. */
  empty?: string;
}

/** The newest few that this reader may see. */
export const Newest = ({ kind, title, all, empty }: NewestProps) => {
  const id = useId();
  const newest = useNewest(kind, SHOWN);
  const items: readonly AnyCard[] = newest.data?.items ?? [];
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Link to={all.to}>{all.name}</Link>
      </div>
      {newest.isPending ? <LoadingState rows={2} /> : null}
      {newest.isError && !newest.data ? (
        <FailedState error={newest.error} onRetry={() => void newest.refetch()} />
      ) : null}
      {newest.data && items.length === 0 && empty ? <p className={styles.empty}>{empty}</p> : null}
      <ListingList isTwo>
        {items.map((card) => (
          <ListingCard key={card.id} kind={kind} card={card} level={3} />
        ))}
      </ListingList>
    </section>
  );
};
