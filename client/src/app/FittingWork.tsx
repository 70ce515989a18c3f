// The best few openings for each of one's own profiles, where somebody begins the day.
import { useId } from 'react';
import { Link } from 'react-router';
import type { ExpertCard } from '@enishi/shared/experts';
import { useCopy } from '../copy/index.js';
import { FitList } from '../features/fits/FitList.js';
import { FitLine } from '../features/fits/FitLine.js';
import { useExpertFits } from '../features/fits/use-fits.js';
import { useMyListings } from '../features/listings/listing-queries.js';
import styles from './FittingWork.module.css';
import { useOpeningLine } from './fit-facts.js';

const SHOWN = 3;

const OfProfile = ({ profile, isOnly }: { profile: Pick<ExpertCard, 'id' | 'title'>; isOnly: boolean }) => {
  const t = useCopy('fits');
  const id = useId();
  const query = useExpertFits(profile.id);
  const lineOf = useOpeningLine();
  const items = query.data?.items ?? [];
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{isOnly ? t('work.section') : t('work.sectionOf', { title: profile.title })}</h2>
        {items.length > 0 ? (
          <Link to={`/experts/${profile.id}/openings`}>
            {items.length > SHOWN ? t('work.all', { count: items.length }) : t('work.some')}
          </Link>
        ) : null}
      </div>
      <FitList
        query={query}
        count={query.data?.items.length}
        isComplete={query.data?.isComplete}
        words="work"
        level={3}
      >
        {items.slice(0, SHOWN).map(({ opening, ...fit }) => (
          <FitLine
            key={opening.id}
            fit={fit}
            title={opening.title}
            language={opening.language}
            to={`/openings/${opening.id}`}
            facts={lineOf(opening)}
          />
        ))}
      </FitList>
    </section>
  );
};

export const FittingWork = () => {
  const mine = useMyListings('expert');
  const published = (mine.data?.items ?? []).filter(({ status }) => status === 'published');
  return (
    <>
      {published.map((profile) => (
        <OfProfile key={profile.id} profile={profile} isOnly={published.length === 1} />
      ))}
    </>
  );
};
