import { useState } from 'react';
import { Link, Navigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import styles from '../../features/account/Account.module.css';
import { SignUpForm } from '../../features/account/SignUpForm.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { homeOf } from '../navigation.js';
import { useArrival } from '../use-arrival.js';

export const Component = () => {
  const t = useCopy('account');
  const viewer = useViewer();
  const { wanted, arrive } = useArrival();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (viewer) return <Navigate to={wanted ?? homeOf(viewer.activeRole)} replace />;
  return (
    <Page width="narrow">
      <PageHead
        title={sentTo === null ? t('signUp.title') : t('signUp.sent')}
        description={
          sentTo === null ? (
            <>
              {t('signUp.lead')}
              <br />
              {t('signUp.coordinators')}
            </>
          ) : null
        }
      />
      <SignUpForm sentTo={sentTo} onDone={arrive} onSent={setSentTo} />
      <p className={styles.foot}>
        {t('signUp.haveAccount')}{' '}
        <Link to={`/sign-in${wanted ? `?next=${encodeURIComponent(wanted)}` : ''}`}>{t('signUp.toSignIn')}</Link>
      </p>
    </Page>
  );
};
