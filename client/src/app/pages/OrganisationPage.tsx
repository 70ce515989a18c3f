import { OrganisationPage } from '../../features/organisations/OrganisationPage.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const id = useAddressId();
  return (
    <Page>
      <OrganisationPage key={id} id={id} missing={<Missing />} />
    </Page>
  );
};
