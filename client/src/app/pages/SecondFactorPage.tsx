import { Navigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { SecondFactorSetup } from '../../features/settings/SecondFactorSetup.js';
import { useGoOn } from '../../features/settings/use-second-factor.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { homeOf } from '../navigation.js';
import { useArrival } from '../use-arrival.js';

/** Where coordinators and administrators begin, until they have a second factor. */
export const Component = () => {
  const t = useCopy('settings');
  const viewer = useViewer();
  const goOn = useGoOn();
  const { wanted } = useArrival();
  if (viewer && !viewer.mustSetUpSecondFactor) return <Navigate to={wanted ?? homeOf(viewer.activeRole)} replace />;
  return (
    <Page width="slim">
      <PageHead title={t('secondFactor.title')} description={t('secondFactor.must')} />
      <FieldGroup title={t('secondFactor.setUp')} description={t('secondFactor.explain')}>
        <SecondFactorSetup onDone={() => void goOn()} />
      </FieldGroup>
    </Page>
  );
};
