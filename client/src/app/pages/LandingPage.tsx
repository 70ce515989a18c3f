import { useCopy } from '../../copy/index.js';
import { Newest } from '../../features/listings/Newest.js';
import { Landing } from '../../features/visitor/Landing.js';
import { useViewer } from '../../lib/session.js';
import { homeOf } from '../navigation.js';

export const Component = () => {
  const t = useCopy('visitor');
  const common = useCopy('common');
  const viewer = useViewer();
  const home = viewer ? homeOf(viewer.activeRole) : null;
  return (
    <Landing
      home={
        home
          ? {
              to: home,
              name: common(home === '/workbench' ? 'nav.workbench' : home === '/admin' ? 'nav.admin' : 'nav.home'),
            }
          : null
      }
      newest={
        <>
          <Newest kind="need" title={t('newNeeds')} all={{ to: '/needs', name: t('allNeeds') }} empty={t('empty')} />
          <Newest kind="seed" title={t('newSeeds')} all={{ to: '/seeds', name: t('allSeeds') }} empty={t('empty')} />
        </>
      }
    />
  );
};
