// One listing in a list: what it is, where, by when; whose it is only as far as the reader may know.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ListingKind } from '@enishi/shared/listings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useIndustryName, usePrefectureName } from '../../lib/places.js';
import { useNow } from '../../lib/use-now.js';
import { Tag, TagList } from '../../ui/Tag.js';
import { addressOfListing } from './kinds.js';
import { useOpeningFacts } from './opening-facts.js';
import type { AnyCard } from './kinds.js';
import styles from './ListingCard.module.css';

const SHOWN_TAGS = 5;
const nameless = {
  need: 'card.namelessNeed',
  seed: 'card.namelessSeed',
  expert: 'card.namelessExpert',
  opening: 'card.namelessOpening',
} as const;

/** The facts that stand in one line, by kind. */
const useFacts = (): ((card: AnyCard) => string[]) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const industryOf = useIndustryName();
  const openingFacts = useOpeningFacts();
  return (card) => {
    if ('applyBy' in card) return openingFacts(card);
    if ('timeframe' in card) return [industryOf(card.industry), terms(`timeframe.${card.timeframe}`)];
    if ('propertyStatus' in card)
      return [
        card.readiness ? t('card.trl', { level: card.readiness }) : '',
        card.propertyStatus === 'unknown' ? '' : terms(`property.${card.propertyStatus}`),
      ];
    return [
      terms(`expertKind.${card.kind}`),
      card.hoursPerWeek === null ? '' : t('card.hours', { hours: card.hoursPerWeek }),
      terms(`workPlace.${card.workPlace}`),
    ];
  };
};

/** The day until which this person takes no work; null for everybody and everything else. */
const pauseOf = (card: AnyCard, today: string): string | null =>
  'unavailableUntil' in card && card.unavailableUntil !== null && card.unavailableUntil >= today
    ? card.unavailableUntil
    : null;

const Marks = ({ card, withStatus }: { card: AnyCard; withStatus: boolean }) => {
  const t = useCopy('listings');
  const format = useFormat();
  const pausedUntil = pauseOf(card, dayOf(new Date(useNow())));
  const common = useCopy('common');
  const terms = useCopy('terms');
  return (
    <>
      {withStatus ? (
        <Tag look={card.status === 'published' ? 'done' : 'plain'}>{terms(`status.${card.status}`)}</Tag>
      ) : null}
      {pausedUntil ? <Tag look="attention">{t('page.pausedUntil', { date: format.date(pausedUntil) })}</Tag> : null}
      {card.isMine && !withStatus ? <Tag look="plain">{t('card.mine')}</Tag> : null}
      {card.isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
      {card.language === 'en' ? <Tag look="plain">{t('card.language')}</Tag> : null}
    </>
  );
};

interface ListingCardProps {
  kind: ListingKind;
  card: AnyCard;
  /** Level of the heading, so that levels stay in order. */
  level?: 2 | 3 | 4;
  /** Draft, published, closed: for one's own. */
  withStatus?: boolean;
  /** Where the title leads, if not to the page of the listing. */
  to?: string;
  actions?: ReactNode;
}

export const ListingCard = ({ kind, card, level = 2, withStatus = false, to, actions }: ListingCardProps) => {
  const t = useCopy('listings');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const organisationOf = useOrganisationName();
  const facts = useFacts()(card);
  const Heading = `h${level}` as const;
  const owner = card.organisation ? organisationOf(card.organisation) : t(nameless[kind]);
  const when = card.publishedAt
    ? t('card.publishedAt', { date: format.date(card.publishedAt) })
    : t('card.updatedAt', { date: format.date(card.updatedAt) });
  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <span className={styles.code}>{card.code}</span>
        <Marks card={card} withStatus={withStatus} />
        <span className={styles.when}>{when}</span>
      </div>
      <Heading className={styles.title} lang={card.language}>
        <Link to={to ?? addressOfListing(kind, card.id)}>{card.title || t('card.untitled')}</Link>
      </Heading>
      <p className={styles.facts}>
        {[owner, prefectureOf(card.prefecture), ...facts].filter(Boolean).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <TagList tags={card.tags} freeTags={card.freeTags} label={t('page.tags')} limit={SHOWN_TAGS} />
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </article>
  );
};
