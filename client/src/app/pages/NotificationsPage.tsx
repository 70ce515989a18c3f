import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { NotificationList } from '../../features/notifications/NotificationList.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('notifications');
  const [search, setSearch] = useSearchParams();
  return (
    <Page width="narrow">
      <PageHead
        title={t('title')}
        actions={
          <Button component={Link} to="/settings" variant="subtle">
            {t('settings')}
          </Button>
        }
      />
      <NotificationList
        isUnreadOnly={search.get('unread') === 'true'}
        onUnreadOnlyChange={(isOn) => setSearch(isOn ? { unread: 'true' } : {}, { replace: true })}
      />
    </Page>
  );
};
