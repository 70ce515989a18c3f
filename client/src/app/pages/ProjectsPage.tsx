import { useSearchParams } from 'react-router';
import { projectStates } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { ProjectList } from '../../features/projects/ProjectList.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('projects');
  const [search, setSearch] = useSearchParams();
  const state = projectStates.find((known) => known === search.get('state')) ?? null;
  return (
    <Page>
      <PageHead title={t('title')} description={t('description')} />
      <ProjectList state={state} onStateChange={(next) => setSearch(next ? { state: next } : {}, { replace: true })} />
    </Page>
  );
};
