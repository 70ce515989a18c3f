import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { Letter } from '../../features/mail/Letter.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const t = useCopy('mail');
  const id = useAddressId();
  return (
    <Page width="narrow">
      <PageHead title={t('letter.title')} eyebrow={<Link to="/admin/mail">{t('letter.back')}</Link>} />
      <Letter id={id} />
    </Page>
  );
};
