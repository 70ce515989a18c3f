import { useSearchParams } from 'react-router';
import { listingLimits } from '@enishi/shared/listings';
import { packageRef } from '@enishi/shared/openings';
import type { OpeningDraft } from '@enishi/shared/openings';
import { EditPage } from '../../features/listings/editing/EditPage.js';
import { OpeningFields } from '../../features/listings/editing/OpeningFields.js';
import { blankDrafts, draftOfView } from '../../features/listings/editing/blank-drafts.js';
import type { Author } from '../../features/listings/editing/blank-drafts.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { Missing } from '../Missing.js';

/** A project's page hands over the work package that is to be offered. */
const useBlank = (): ((author: Author) => OpeningDraft) => {
  const [search] = useSearchParams();
  return (author) => {
    const asked = packageRef.safeParse({ projectId: search.get('project'), partId: search.get('part') });
    const blank = blankDrafts.opening(author);
    if (!asked.success) return blank;
    const title = (search.get('title') ?? '').slice(0, listingLimits.title);
    return { ...blank, title, workPackage: asked.data };
  };
};

export const Component = () => {
  const viewer = useViewer();
  const blank = useBlank();
  if (!viewer) return null;
  return (
    <Page width="narrow">
      <EditPage kind="opening" viewer={viewer} missing={<Missing />} blank={blank} toDraft={draftOfView.opening}>
        {(props, view) => <OpeningFields {...props} blocked={view?.blocked ?? []} />}
      </EditPage>
    </Page>
  );
};
