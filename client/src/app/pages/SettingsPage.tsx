import { Stack } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { CalendarFeed } from '../../features/meetings/CalendarFeed.js';
import { DeliverySettings } from '../../features/notifications/DeliverySettings.js';
import { OwnData } from '../../features/settings/OwnData.js';
import { PasswordForm } from '../../features/settings/PasswordForm.js';
import { SecondFactor } from '../../features/settings/SecondFactor.js';
import { ProfileForm } from '../../features/settings/ProfileForm.js';
import { useViewer } from '../../lib/session.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('settings');
  const viewer = useViewer();
  return (
    <Page width="narrow">
      <PageHead title={t('title')} />
      {viewer ? (
        <Stack gap="md">
          <ProfileForm viewer={viewer} />
          <DeliverySettings viewer={viewer} />
          <CalendarFeed />
          <PasswordForm email={viewer.email} />
          <SecondFactor />
          <OwnData />
        </Stack>
      ) : (
        <LoadingState />
      )}
    </Page>
  );
};
