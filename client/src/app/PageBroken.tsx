import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { useCopy } from '../copy/index.js';
import { ApiError } from '../lib/api-error.js';
import { FailedState } from '../ui/FailedState.js';
import { Page } from '../ui/Page.js';
import { PageHead } from '../ui/PageHead.js';

/** Stands in for a page that threw, or whose code could not be loaded, such as after an upgrade of the server. */
export const PageBroken = () => {
  const t = useCopy('common');
  const error = useRouteError();
  const reload = (): void => window.location.reload();
  return (
    <Page width="narrow">
      <PageHead title={t('broken.title')} description={t('broken.explain')} />
      {error instanceof ApiError ? (
        <FailedState error={error} onRetry={reload} />
      ) : (
        <Button onClick={reload}>{t('reload')}</Button>
      )}
    </Page>
  );
};
