import { ListingPage } from '../../features/listings/ListingPage.js';
import { OpeningBody, OpeningFacts } from '../../features/listings/OpeningBody.js';
import { WithListing } from '../../features/listings/WithListing.js';
import { useLiveOpening } from '../../features/listings/use-live-opening.js';
import { Page } from '../../ui/Page.js';
import { Apply, OpeningApplications } from '../Applying.js';
import { FitLink } from '../FitLinks.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  useLiveOpening(id);
  return (
    <Page>
      <WithListing kind="opening" id={id} missing={<Missing />}>
        {(view) => (
          <ListingPage
            kind="opening"
            view={view}
            facts={<OpeningFacts view={view} />}
            more={<OpeningApplications opening={view} />}
            actions={
              <>
                <Apply opening={view} />
                <FitLink kind="opening" view={view} />
              </>
            }
          >
            <OpeningBody view={view} />
          </ListingPage>
        )}
      </WithListing>
    </Page>
  );
};
