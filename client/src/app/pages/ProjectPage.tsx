import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { ProjectOpenings } from '../../features/openings/ProjectOpenings.js';
import { OutcomeList } from '../../features/projects/OutcomeList.js';
import { ProjectDetail } from '../../features/projects/ProjectDetail.js';
import { reloadProject, useProject } from '../../features/projects/use-projects.js';
import { FilesPanel } from '../../features/talk/FilesPanel.js';
import { useViewer } from '../../lib/session.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';
import styles from './ProjectPage.module.css';

export const Component = () => {
  const t = useCopy('projects');
  const common = useCopy('common');
  const client = useQueryClient();
  const role = useViewer()?.activeRole;
  const id = useAddressId();
  const query = useProject(id);
  const project = query.data;
  const back = <Link to="/projects">{common('backTo', { page: t('title') })}</Link>;
  if (!project)
    return (
      <Page>
        <PageHead title={t('title')} eyebrow={back} />
        {query.isPending ? (
          <LoadingState />
        ) : codeOf(query.error) === 'not_found' ? (
          <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
        ) : (
          <FailedState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    );
  return (
    <Page>
      <PageHead
        eyebrow={project.abilities.canEdit ? <Link to={`/cases/${project.caseId}`}>{t('toCase')}</Link> : back}
        title={project.title}
      />
      <div className={styles.all}>
        <ProjectDetail project={project} onReload={() => void reloadProject(client, id)} />
        <ProjectOpenings
          projectId={id}
          packages={project.workPackages}
          canOffer={project.state === 'under_way' && (role === 'company' || role === 'coordinator')}
        />
        <OutcomeList caseId={project.caseId} />
        {project.documents ? <FilesPanel subject={project.documents} /> : null}
      </div>
    </Page>
  );
};
