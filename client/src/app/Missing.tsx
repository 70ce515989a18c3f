import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../copy/index.js';
import { PageHead } from '../ui/PageHead.js';

/** Nothing here, or nothing for this reader: both are told in the same words. */
export const Missing = () => {
  const t = useCopy('common');
  return (
    <>
      <PageHead title={t('notFound.title')} description={t('notFound.explain')} />
      <Button component={Link} to="/">
        {t('notFound.home')}
      </Button>
    </>
  );
};
