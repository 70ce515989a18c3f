import { useParams } from 'react-router';
import { Poll } from '../../features/meetings/Poll.js';
import { Page } from '../../ui/Page.js';

export const Component = () => (
  <Page width="narrow">
    <Poll token={useParams()['token'] ?? ''} />
  </Page>
);
