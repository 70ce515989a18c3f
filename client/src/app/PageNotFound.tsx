import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../copy/index.js';
import { Page } from '../ui/Page.js';
import { PageHead } from '../ui/PageHead.js';

export const PageNotFound = () => {
  const t = useCopy('common');
  return (
    <Page width="narrow">
      <PageHead title={t('notFound.title')} description={t('notFound.explain')} />
      <Button component={Link} to="/">
        {t('notFound.home')}
      </Button>
    </Page>
  );
};
