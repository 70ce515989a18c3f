// What companies look for, beside the people: openings to invite to, needs to introduce somebody to.
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ExpertView } from '@enishi/shared/experts';
import type { NeedCard } from '@enishi/shared/needs';
import { useCopy } from '../copy/index.js';
import { InviteButton } from '../features/applications/InviteButton.js';
import { ProposeButton } from '../features/introductions/ProposeButton.js';
import { ListingCard } from '../features/listings/ListingCard.js';
import { ListingList } from '../features/listings/ListingList.js';
import type { CardOf } from '../features/listings/kinds.js';
import { useListings } from '../features/listings/listing-queries.js';
import { useViewer } from '../lib/session.js';
import { FailedState } from '../ui/FailedState.js';
import { LoadingState } from '../ui/LoadingState.js';
import { Pager } from '../ui/Pager.js';
import styles from './Talent.module.css';

interface SectionProps<Kind extends 'opening' | 'need'> {
  kind: Kind;
  title: string;
  help?: string;
  empty: string;
  filters: Record<string, string>;
  actions: ((card: CardOf[Kind]) => ReactNode) | null;
}

const Section = <Kind extends 'opening' | 'need'>({
  kind,
  title,
  help,
  empty,
  filters,
  actions,
}: SectionProps<Kind>) => {
  const id = useId();
  const list = useListings(kind, filters);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {help ? <p className={styles.note}>{help}</p> : null}
      {list.isPending ? <LoadingState rows={2} /> : null}
      {list.isError && !list.data ? <FailedState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <p className={styles.note}>{empty}</p> : null}
      <ListingList>
        {items.map((card) => (
          <ListingCard key={card.id} kind={kind} card={card} level={4} actions={actions?.(card)} />
        ))}
      </ListingList>
      {items.length > 0 ? <Pager shown={items.length} total={list.data?.pages[0]?.total ?? 0} query={list} /> : null}
    </section>
  );
};

const Propose = ({ person, need }: { person: ExpertView; need: NeedCard }) => {
  const terms = useCopy('terms');
  const { id, title, kind } = person;
  return (
    <ProposeButton
      pair={{
        need: { id: need.id, title: need.title },
        item: { kind: 'expert', id, title, kindName: terms(`expertKind.${kind}`) },
        tags: need.tags.filter((tag) => person.tags.includes(tag)),
        cooperation: need.cooperation.filter((way) => person.cooperation.includes(way)),
      }}
      onDone={() => undefined}
    />
  );
};

interface TalentPlacesProps {
  filters: { tags?: string; prefecture: string; place?: string; startsBy?: string };
  person: ExpertView | null;
}

export const TalentPlaces = ({ filters, person }: TalentPlacesProps) => {
  const t = useCopy('talent');
  const viewer = useViewer();
  const { tags, prefecture, place, startsBy } = filters;
  const both = { prefecture, ...(tags && { tags }) };
  // Both sides are asked by the coordinator of the need's place.
  const isServed = (need: NeedCard): boolean =>
    need.prefecture !== null && (viewer?.servedPrefectures.includes(need.prefecture) ?? false);
  return (
    <>
      <Section
        kind="opening"
        title={t('openings')}
        empty={t('openingsEmpty')}
        filters={{ ...both, ...(place && { place }), ...(startsBy && { startsBy }) }}
        actions={
          person ? ({ id, title }) => <InviteButton expertId={person.id} opening={{ id, title }} look="filled" /> : null
        }
      />
      <Section
        kind="need"
        title={t('needs')}
        help={t('needsHelp')}
        empty={t('needsEmpty')}
        filters={{ ...both, cooperation: 'telework,expert_dispatch' }}
        actions={person ? (need) => (isServed(need) ? <Propose person={person} need={need} /> : null) : null}
      />
    </>
  );
};
