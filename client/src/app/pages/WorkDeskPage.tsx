import { useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { WorkDeskView } from '../../features/work-desk/WorkDeskView.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { WorkTabs } from '../WorkTabs.js';

export const Component = () => {
  const t = useCopy('workDesk');
  const [search, setSearch] = useSearchParams();
  return (
    <Page>
      <PageHead title={t('title')} description={t('description')} />
      <WorkTabs role="coordinator" />
      <WorkDeskView
        choice={{ prefecture: search.get('prefecture'), withNeighbours: search.get('neighbours') === 'true' }}
        onChange={({ prefecture, withNeighbours }) =>
          setSearch(
            { ...(prefecture ? { prefecture } : {}), ...(withNeighbours ? { neighbours: 'true' } : {}) },
            { replace: true },
          )
        }
      />
    </Page>
  );
};
