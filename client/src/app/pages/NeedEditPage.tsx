import { EditPage } from '../../features/listings/editing/EditPage.js';
import { NeedFields } from '../../features/listings/editing/NeedFields.js';
import { blankDrafts, draftOfView } from '../../features/listings/editing/blank-drafts.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';

export const Component = () => {
  const viewer = useViewer();
  if (!viewer) return null;
  return (
    <Page width="narrow">
      <EditPage kind="need" viewer={viewer} missing={<Missing />} blank={blankDrafts.need} toDraft={draftOfView.need}>
        {(props, view) => <NeedFields {...props} blocked={view?.blocked ?? []} />}
      </EditPage>
    </Page>
  );
};
