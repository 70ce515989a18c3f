import { EditPage } from '../../features/listings/editing/EditPage.js';
import { SeedFields } from '../../features/listings/editing/SeedFields.js';
import { blankDrafts, draftOfView } from '../../features/listings/editing/blank-drafts.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';

export const Component = () => {
  const viewer = useViewer();
  if (!viewer) return null;
  return (
    <Page width="narrow">
      <EditPage kind="seed" viewer={viewer} missing={<Missing />} blank={blankDrafts.seed} toDraft={draftOfView.seed}>
        {(props, view) => <SeedFields {...props} blocked={view?.blocked ?? []} />}
      </EditPage>
    </Page>
  );
};
