import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { IdeaForm } from '../../features/cases/IdeaForm.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('cases');
  return (
    <Page width="narrow">
      <PageHead
        title={t('idea.title')}
        eyebrow={<Link to="/cases">{t('title')}</Link>}
        description={t('idea.description')}
      />
      <IdeaForm />
    </Page>
  );
};
