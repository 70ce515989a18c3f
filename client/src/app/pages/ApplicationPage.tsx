import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { ApplicationDetail } from '../../features/applications/ApplicationDetail.js';
import { reloadApplication } from '../../features/applications/use-applications.js';
import { FilesPanel } from '../../features/talk/FilesPanel.js';
import { Thread } from '../../features/talk/Thread.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';
import { WithApplication } from '../WithApplication.js';

export const Component = () => {
  const t = useCopy('applications');
  const common = useCopy('common');
  const client = useQueryClient();
  const id = useAddressId();
  const subject = { kind: 'application', id } as const;
  return (
    <WithApplication id={id}>
      {(application) => (
        <>
          <PageHead
            eyebrow={<Link to="/applications">{common('backTo', { page: t('list.title') })}</Link>}
            title={application.opening?.title ?? t('list.hiddenOpening')}
            description={`↔ ${application.expert?.title ?? t('list.hiddenPerson')}`}
          />
          <ApplicationDetail application={application} onReload={() => void reloadApplication(client, id)} />
          <Thread subject={subject} title={t('page.talk')} />
          <FilesPanel subject={subject} />
        </>
      )}
    </WithApplication>
  );
};
