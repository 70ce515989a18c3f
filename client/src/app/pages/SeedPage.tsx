import { ListingPage } from '../../features/listings/ListingPage.js';
import { SeedBody, SeedFacts } from '../../features/listings/SeedBody.js';
import { WithListing } from '../../features/listings/WithListing.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  return (
    <Page>
      <WithListing kind="seed" id={id} missing={<Missing />}>
        {(view) => (
          <ListingPage kind="seed" view={view} facts={<SeedFacts view={view} />}>
            <SeedBody view={view} />
          </ListingPage>
        )}
      </WithListing>
    </Page>
  );
};
