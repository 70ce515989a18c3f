// Openings that fit a profile, for its owner and the coordinators of the place; and those that one change would make fit.
import { useId } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { ExpertFit } from '@enishi/shared/fits';
import { useCopy } from '../../copy/index.js';
import { FitCard } from '../../features/fits/FitCard.js';
import { FitList } from '../../features/fits/FitList.js';
import { useExpertFits } from '../../features/fits/use-fits.js';
import { useListing } from '../../features/listings/listing-queries.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useOpeningLine } from '../fit-facts.js';
import { useAddressId } from '../use-address-id.js';
import styles from './ExpertFitsPage.module.css';

const Card = ({ fit: { opening, ...fit }, level }: { fit: ExpertFit; level: 2 | 3 }) => {
  const t = useCopy('fits');
  const lineOf = useOpeningLine();
  return (
    <FitCard
      fit={fit}
      title={opening.title}
      language={opening.language}
      to={`/openings/${opening.id}`}
      facts={lineOf(opening)}
      isSample={opening.isSample}
      perspective="person"
      level={level}
      actions={
        <Button component={Link} to={`/openings/${opening.id}`} variant="default">
          {t('work.open')}
        </Button>
      }
    />
  );
};

const Near = ({ near }: { near: readonly ExpertFit[] }) => {
  const t = useCopy('fits');
  const id = useId();
  if (near.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles.near}>
      <h2 id={id}>{t('near.title')}</h2>
      <p className={styles.explain}>{t('near.explain')}</p>
      <div className={styles.list}>
        {near.map((fit) => (
          <Card key={fit.opening.id} fit={fit} level={3} />
        ))}
      </div>
    </section>
  );
};

export const Component = () => {
  const t = useCopy('fits');
  const id = useAddressId();
  const profile = useListing('expert', id);
  const query = useExpertFits(id);
  const title = profile.data?.title;
  return (
    <Page width="narrow">
      <PageHead
        eyebrow={title ? <Link to={`/experts/${id}`}>{t('backTo', { title })}</Link> : undefined}
        title={t('work.title')}
        description={t('work.explain')}
      />
      <FitList
        query={query}
        count={query.data?.items.length}
        isComplete={query.data?.isComplete}
        words="work"
        emptyAction={
          profile.data?.abilities.canEdit ? (
            <Button component={Link} to={`/experts/${id}/edit`} variant="default">
              {t('work.edit')}
            </Button>
          ) : null
        }
      >
        {query.data?.items.map((fit) => (
          <Card key={fit.opening.id} fit={fit} level={2} />
        ))}
      </FitList>
      <Near near={query.data?.near ?? []} />
    </Page>
  );
};
