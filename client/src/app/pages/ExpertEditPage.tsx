import { EditPage } from '../../features/listings/editing/EditPage.js';
import { ExpertFields } from '../../features/listings/editing/ExpertFields.js';
import { blankDrafts, draftOfView } from '../../features/listings/editing/blank-drafts.js';
import { ProofFields } from '../../features/profiles/ProofFields.js';
import { ClosedFields, WhenFields } from '../../features/profiles/WorkFields.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';

export const Component = () => {
  const viewer = useViewer();
  if (!viewer) return null;
  return (
    <Page width="narrow">
      <EditPage
        kind="expert"
        viewer={viewer}
        missing={<Missing />}
        blank={blankDrafts.expert}
        toDraft={draftOfView.expert}
      >
        {(props, view) => (
          <ExpertFields
            {...props}
            blocked={view?.blocked ?? []}
            work={{
              proof: <ProofFields {...props} />,
              when: <WhenFields {...props} />,
              closed: <ClosedFields {...props} />,
            }}
          />
        )}
      </EditPage>
    </Page>
  );
};
