// The private address under which one's own calendar shows confirmed meetings.
import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Group, TextInput } from '@mantine/core';
import { getCalendarFeed, renewCalendarFeed, stopCalendarFeed } from '@enishi/shared/polls';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';

const key = ['calendar-feed'] as const;

export const CalendarFeed = () => {
  const t = useCopy('meetings');
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => call(getCalendarFeed, { signal }) });
  const put = { onSuccess: (feed: unknown) => client.setQueryData(key, feed) };
  const renew = useMutation({ mutationFn: () => call(renewCalendarFeed, {}), ...put });
  const stop = useMutation({ mutationFn: () => call(stopCalendarFeed, {}), ...put });
  const address = query.data?.address ?? null;
  const make = (): void =>
    renew.mutate(undefined, {
      onSuccess: () => {
        setIsAsking(false);
        notifyDone(t('feed.made'));
      },
    });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address ?? '');
    notifyDone(t('feed.copied'));
  };
  return (
    <FieldGroup title={t('feed.title')} description={t('feed.help')}>
      {address ? (
        <>
          <TextInput label={t('feed.address')} value={address} readOnly onFocus={(event) => event.target.select()} />
          <Group gap="xs">
            <Button onClick={() => void copy()}>{t('feed.copy')}</Button>
            <Button variant="default" onClick={() => setIsAsking(true)}>
              {t('feed.renew')}
            </Button>
            <Button
              variant="subtle"
              loading={stop.isPending}
              onClick={() => stop.mutate(undefined, { onSuccess: () => notifyDone(t('feed.stopped')) })}
            >
              {t('feed.stop')}
            </Button>
          </Group>
        </>
      ) : (
        <>
          <p>{t('feed.none')}</p>
          <div>
            <Button loading={renew.isPending} onClick={make}>
              {t('feed.make')}
            </Button>
          </div>
        </>
      )}
      <ErrorNote error={query.error ?? renew.error ?? stop.error} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t('feed.renewTitle')}
        confirmLabel={t('feed.renew')}
        isBusy={renew.isPending}
        error={renew.error}
        onConfirm={make}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('feed.renewHelp')}</p>
      </ConfirmDialog>
    </FieldGroup>
  );
};
