// People who fit an opening, for its owner and the coordinators of its place.
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { FitCard } from '../../features/fits/FitCard.js';
import { FitList } from '../../features/fits/FitList.js';
import { useOpeningFits } from '../../features/fits/use-fits.js';
import { useListing } from '../../features/listings/listing-queries.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { Invite } from '../Applying.js';
import { useExpertLine } from '../fit-facts.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const t = useCopy('fits');
  const id = useAddressId();
  const opening = useListing('opening', id);
  const query = useOpeningFits(id);
  const lineOf = useExpertLine();
  const title = opening.data?.title;
  return (
    <Page width="narrow">
      <PageHead
        eyebrow={title ? <Link to={`/openings/${id}`}>{t('backTo', { title })}</Link> : undefined}
        title={t('people.title')}
        description={t('people.explain')}
      />
      <FitList
        query={query}
        count={query.data?.items.length}
        isComplete={query.data?.isComplete}
        words="people"
        emptyAction={
          opening.data?.abilities.canEdit ? (
            <Button component={Link} to={`/openings/${id}/edit`} variant="default">
              {t('people.edit')}
            </Button>
          ) : null
        }
      >
        {query.data?.items.map(({ expert, ...fit }) => (
          <FitCard
            key={expert.id}
            fit={fit}
            title={expert.title}
            language={expert.language}
            to={`/experts/${expert.id}`}
            facts={lineOf(expert)}
            isSample={expert.isSample}
            perspective="opening"
            actions={
              <>
                <Button component={Link} to={`/experts/${expert.id}`} variant="default">
                  {t('people.profile')}
                </Button>
                <Invite profile={expert} {...(opening.data ? { opening: opening.data } : {})} />
              </>
            }
          />
        ))}
      </FitList>
    </Page>
  );
};
