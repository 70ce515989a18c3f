import { useNavigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { BoardList, CreateBoard } from '../../features/themed-boards/BoardList.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { WorkTabs } from '../WorkTabs.js';

export const Component = () => {
  const t = useCopy('boards');
  const navigate = useNavigate();
  return (
    <Page>
      <PageHead
        title={t('title')}
        description={t('description')}
        actions={<CreateBoard onCreated={({ id }) => void navigate(`/boards/${id}`)} />}
      />
      <WorkTabs role="coordinator" />
      <BoardList />
    </Page>
  );
};
