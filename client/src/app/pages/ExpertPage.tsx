import { ListingPage } from '../../features/listings/ListingPage.js';
import { ExpertBody, ExpertFacts } from '../../features/listings/ExpertBody.js';
import { WithListing } from '../../features/listings/WithListing.js';
import { ProfileBody } from '../../features/profiles/ProfileBody.js';
import { Page } from '../../ui/Page.js';
import { Invite } from '../Applying.js';
import { FitLink } from '../FitLinks.js';
import { Interest } from '../Interest.js';
import { Missing } from '../Missing.js';
import { PauseOwn } from '../PauseOwn.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  return (
    <Page>
      <WithListing kind="expert" id={id} missing={<Missing />}>
        {(view) => (
          <ListingPage
            kind="expert"
            view={view}
            facts={<ExpertFacts view={view} />}
            more={<ProfileBody view={view} />}
            actions={
              <>
                <Invite profile={view} />
                <FitLink kind="expert" view={view} />
                {view.isMine && view.status === 'published' ? <PauseOwn profile={view} /> : null}
                <Interest
                  canExpress={view.abilities.canExpressInterest}
                  title={view.title}
                  itemKind="expert"
                  itemId={view.id}
                />
              </>
            }
          >
            <ExpertBody view={view} />
          </ListingPage>
        )}
      </WithListing>
    </Page>
  );
};
