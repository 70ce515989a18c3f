import { Link, Navigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import styles from '../../features/account/Account.module.css';
import { SignInForm } from '../../features/account/SignInForm.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { homeOf } from '../navigation.js';
import { useArrival } from '../use-arrival.js';

export const Component = () => {
  const t = useCopy('account');
  const viewer = useViewer();
  const { wanted, arrive } = useArrival();
  if (viewer) return <Navigate to={wanted ?? homeOf(viewer.activeRole)} replace />;
  return (
    <Page width="slim">
      <PageHead title={t('signIn.title')} description={wanted ? t('signIn.wanted') : null} />
      <div className={styles.card}>
        <SignInForm onDone={arrive} />
        <p className={styles.foot}>
          <Link to="/forgot">{t('signIn.forgot')}</Link>
        </p>
        <p className={styles.foot}>
          {t('signIn.noAccount')}{' '}
          <Link to={`/sign-up${wanted ? `?next=${encodeURIComponent(wanted)}` : ''}`}>{t('signIn.toSignUp')}</Link>
        </p>
      </div>
    </Page>
  );
};
