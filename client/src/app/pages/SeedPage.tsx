import { ListingPage } from '../../features/listings/ListingPage.js';
import { SeedBody, SeedFacts } from '../../features/listings/SeedBody.js';
import { WithListing } from '../../features/listings/WithListing.js';
import { Page } from '../../ui/Page.js';
import { Interest } from '../Interest.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  return (
    <Page>
      <WithListing kind="seed" id={id} missing={<Missing />}>
        {(view) => (
          <ListingPage
            kind="seed"
            view={view}
            facts={<SeedFacts view={view} />}
            actions={
              <Interest
                canExpress={view.abilities.canExpressInterest}
                title={view.title}
                itemKind="seed"
                itemId={view.id}
              />
            }
          >
            <SeedBody view={view} />
          </ListingPage>
        )}
      </WithListing>
    </Page>
  );
};
