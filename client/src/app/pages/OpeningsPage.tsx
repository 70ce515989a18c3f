import { Browse } from '../../features/listings/Browse.js';
import { Page } from '../../ui/Page.js';

export const Component = () => (
  <Page>
    <Browse key="opening" kind="opening" />
  </Page>
);
