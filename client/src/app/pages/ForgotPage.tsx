import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import styles from '../../features/account/Account.module.css';
import { ForgotForm } from '../../features/account/ForgotForm.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('account');
  return (
    <Page width="slim">
      <PageHead title={t('forgot.title')} />
      <div className={styles.card}>
        <ForgotForm />
        <p className={styles.foot}>
          <Link to="/sign-in">{t('forgot.back')}</Link>
        </p>
      </div>
    </Page>
  );
};
