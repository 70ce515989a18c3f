import { useNavigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { DispatchForm } from '../../features/dispatches/DispatchForm.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('dispatches');
  const viewer = useViewer();
  const navigate = useNavigate();
  if (!viewer) return null;
  return (
    <Page width="narrow">
      <PageHead title={t('form.title')} description={t('form.lead')} />
      <DispatchForm viewer={viewer} onSent={({ id }) => void navigate(`/dispatches/${id}`, { replace: true })} />
    </Page>
  );
};
