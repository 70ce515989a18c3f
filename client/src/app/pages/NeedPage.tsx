import { ListingPage } from '../../features/listings/ListingPage.js';
import { NeedBody, NeedFacts } from '../../features/listings/NeedBody.js';
import { WithListing } from '../../features/listings/WithListing.js';
import { NeedThread } from '../../features/talk/NeedThread.js';
import { Page } from '../../ui/Page.js';
import { Interest } from '../Interest.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  return (
    <Page>
      <WithListing kind="need" id={id} missing={<Missing />}>
        {(view) => (
          <ListingPage
            kind="need"
            view={view}
            facts={<NeedFacts view={view} />}
            actions={<Interest canExpress={view.abilities.canExpressInterest} title={view.title} needId={view.id} />}
          >
            <NeedBody view={view} />
            {view.isMine && view.status !== 'draft' ? <NeedThread needId={view.id} /> : null}
          </ListingPage>
        )}
      </WithListing>
    </Page>
  );
};
