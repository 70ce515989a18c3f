import { SegmentedControl, Stack } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { MeetingList } from '../../features/meetings/MeetingList.js';
import { WeekGrid } from '../../features/meetings/WeekGrid.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

export const Component = () => {
  const t = useCopy('meetings');
  const [search, setSearch] = useSearchParams();
  const isCoordinator = useViewer()?.roles.includes('coordinator') === true;
  const when = search.get('when') === 'past' ? 'past' : 'coming';
  return (
    <Page>
      <PageHead title={t('listTitle')} />
      <Stack gap="lg">
        <div>
          <SegmentedControl
            aria-label={t('when')}
            value={when}
            onChange={(value) => setSearch(value === 'past' ? { when: 'past' } : {}, { replace: true })}
            data={[
              { value: 'coming', label: t('coming') },
              { value: 'past', label: t('past') },
            ]}
          />
        </div>
        <MeetingList when={when} />
        {isCoordinator && when === 'coming' ? (
          <section aria-labelledby="week">
            <h2 id="week">{t('week')}</h2>
            <p>{t('weekHelp')}</p>
            <WeekGrid />
          </section>
        ) : null}
      </Stack>
    </Page>
  );
};
