// Talent who would move in: people's wishes and companies' wishes side by side.
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { addMonths, dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { refreshLists, useListing } from '../../features/listings/listing-queries.js';
import { TalentFilters, talentFilterNames } from '../../features/talent/TalentFilters.js';
import { reloadTalent } from '../../features/talent/use-talent.js';
import { useViewer } from '../../lib/session.js';
import { useHint } from '../../lib/socket.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { TalentPeople } from '../TalentPeople.js';
import { TalentPlaces } from '../TalentPlaces.js';
import { WorkTabs } from '../WorkTabs.js';
import styles from '../Talent.module.css';

/** How many months away each time is; who says "some day" sets no bound. */
const months: Record<string, number> = { within_6_months: 6, within_1_year: 12, within_3_years: 36 };

const startsBy = (when: string | null): string | undefined => {
  const span = when ? months[when] : undefined;
  return span ? addMonths(dayOf(new Date()), span) : undefined;
};

const given = (search: URLSearchParams, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])));

const Chosen = ({ title, onRelease }: { title: string; onRelease: () => void }) => {
  const t = useCopy('talent');
  return (
    <div className={styles.chosen} role="status">
      <span>{t('chosenPerson', { title })}</span>
      <Button
        size="compact-md"
        onClick={() => document.getElementById('talent-places')?.scrollIntoView({ block: 'start' })}
      >
        {t('toPlaces')}
      </Button>
      <Button variant="default" size="compact-md" onClick={onRelease}>
        {t('release')}
      </Button>
    </div>
  );
};

export const Component = () => {
  const t = useCopy('talent');
  const viewer = useViewer();
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  useHint('talent', () => {
    reloadTalent(client);
    refreshLists(client, 'opening');
  });
  const personId = search.get('person');
  const person = useListing('expert', personId).data ?? null;
  if (!viewer) return null;
  const set = (name: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { preventScrollReset: true },
    );
  const clear = (): void =>
    setSearch(
      (before) => new URLSearchParams([...before].filter(([name]) => !talentFilterNames.some((one) => one === name))),
      { preventScrollReset: true },
    );
  const starts = startsBy(search.get('when'));
  return (
    <Page>
      <PageHead title={t('title')} description={t('lead')} />
      <WorkTabs role={viewer.activeRole} />
      <TalentFilters search={search} onSet={set} onClear={clear} />
      {person ? <Chosen title={person.title} onRelease={() => set('person', null)} /> : null}
      <div className={styles.columns}>
        <section aria-labelledby="talent-people">
          <h2 id="talent-people" className={styles.title}>
            {t('people')}
          </h2>
          <TalentPeople
            filters={given(search, ['tags', 'prefecture', 'when', 'kind'])}
            chosenId={personId}
            onChoose={(id) => set('person', id === personId ? null : id)}
          />
        </section>
        <section aria-labelledby="talent-places">
          <h2 id="talent-places" className={styles.title}>
            {t('places')}
          </h2>
          <TalentPlaces
            filters={{
              prefecture: viewer.servedPrefectures.join(','),
              ...given(search, ['tags', 'prefecture', 'place']),
              ...(starts && { startsBy: starts }),
            }}
            person={person}
          />
        </section>
      </div>
    </Page>
  );
};
