import { Page } from '../ui/Page.js';
import { Missing } from './Missing.js';

export const PageNotFound = () => (
  <Page width="narrow">
    <Missing />
  </Page>
);
