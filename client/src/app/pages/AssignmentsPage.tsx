import { useSearchParams } from 'react-router';
import { assignmentStates } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { AssignmentList } from '../../features/assignments/AssignmentList.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { WorkTabs } from '../WorkTabs.js';

export const Component = () => {
  const t = useCopy('assignments');
  const viewer = useViewer();
  const [search, setSearch] = useSearchParams();
  const state = assignmentStates.find((known) => known === search.get('state')) ?? null;
  return (
    <Page>
      <PageHead title={t('title')} description={t('description')} />
      {viewer ? <WorkTabs role={viewer.activeRole} /> : null}
      <AssignmentList
        state={state}
        onStateChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })}
      />
    </Page>
  );
};
