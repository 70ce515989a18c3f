// The filters of one kind. Every change is a new address at once; there is no "apply".
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { cooperationWays } from '@enishi/shared/cooperation';
import { expertKinds, workPlaces } from '@enishi/shared/experts';
import { languages } from '@enishi/shared/fields';
import type { ListingKind } from '@enishi/shared/listings';
import { timeframes } from '@enishi/shared/needs';
import { openingPlaces, rewardKinds } from '@enishi/shared/openings';
import { propertyStatuses } from '@enishi/shared/seeds';
import { useCopy } from '../../copy/index.js';
import { useIndustryChoices, usePrefectureChoices } from '../../lib/places.js';
import { SelectField } from '../../ui/SelectField.js';
import { listIn } from './filters.js';
import styles from './Browse.module.css';

const HOURS = [5, 10, 20, 30] as const;
const LEVELS = [3, 4, 5, 6, 7, 8] as const;
const MOST_TAGS = 10;

// The picker is the heaviest part of the page, so it comes when it is asked for.
const TagPicker = lazy(async () => ({ default: (await import('../../ui/TagPicker.js')).TagPicker }));

const TagFilter = ({ value, onChange }: { value: readonly string[]; onChange: (tags: string[]) => void }) => {
  const t = useCopy('listings');
  const [isOpen, setIsOpen] = useState(value.length > 0);
  const button = (
    <Button
      variant="default"
      justify="flex-start"
      fullWidth
      leftSection={<IconTag size={16} aria-hidden />}
      loading={isOpen}
      onClick={() => setIsOpen(true)}
    >
      {t('browse.byTags')}
    </Button>
  );
  if (!isOpen && value.length === 0) return button;
  return (
    <Suspense fallback={button}>
      <TagPicker
        label={t('browse.tags')}
        description={t('browse.tagsHelp')}
        value={{ tags: [...value], freeTags: [] }}
        limit={MOST_TAGS}
        freeLimit={0}
        isFocused={isOpen && value.length === 0}
        onChange={({ tags }) => onChange(tags)}
      />
    </Suspense>
  );
};

interface BrowseFiltersProps {
  kind: ListingKind;
  search: URLSearchParams;
  onSet: (name: string, value: string | null) => void;
}

interface Choice {
  value: string;
  label: string;
}

const OpeningFilters = ({
  select,
}: {
  select: (name: string, label: string, choices: readonly Choice[]) => ReactNode;
}) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  return (
    <>
      {select(
        'place',
        t('browse.openingPlace'),
        openingPlaces.map((value) => ({ value, label: terms(`openingPlace.${value}`) })),
      )}
      {select(
        'hoursTo',
        t('browse.hoursMost'),
        HOURS.map((hours) => ({ value: String(hours), label: t('browse.hoursTo', { hours }) })),
      )}
      {select(
        'rewardKind',
        t('browse.rewardKind'),
        rewardKinds.map((value) => ({ value, label: terms(`rewardKind.${value}`) })),
      )}
      {select('withPast', t('browse.past'), [{ value: 'true', label: t('browse.withPast') }])}
    </>
  );
};

export const BrowseFilters = ({ kind, search, onSet }: BrowseFiltersProps) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const prefectures = usePrefectureChoices();
  const industries = useIndustryChoices();
  const select = (name: string, label: string, choices: readonly { value: string; label: string }[]) => (
    <SelectField
      key={name}
      name={name}
      label={label}
      none={t('browse.any')}
      choices={choices}
      value={search.get(name)}
      onChange={(value) => onSet(name, value)}
    />
  );
  const named = <Code extends string>(codes: readonly Code[], name: (code: Code) => string) =>
    codes.map((code) => ({ value: code, label: name(code) }));
  return (
    <div className={styles.fields}>
      {kind === 'expert'
        ? select(
            'kind',
            t('browse.expertKind'),
            named(expertKinds, (code) => terms(`expertKind.${code}`)),
          )
        : null}
      {select('prefecture', t('browse.prefecture'), prefectures)}
      <TagFilter value={listIn(search.get('tags'))} onChange={(tags) => onSet('tags', tags.join(',') || null)} />
      {kind === 'need' ? select('industry', t('browse.industry'), industries) : null}
      {kind === 'need'
        ? select(
            'timeframe',
            t('browse.timeframe'),
            named(timeframes, (code) => terms(`timeframe.${code}`)),
          )
        : null}
      {kind === 'seed'
        ? select(
            'readinessFrom',
            t('browse.readiness'),
            LEVELS.map((level) => ({ value: String(level), label: t('browse.readinessFrom', { level }) })),
          )
        : null}
      {kind === 'seed'
        ? select(
            'propertyStatus',
            t('browse.property'),
            named(propertyStatuses, (code) => terms(`property.${code}`)),
          )
        : null}
      {kind === 'expert'
        ? select(
            'workPlace',
            t('browse.workPlace'),
            named(workPlaces, (code) => terms(`workPlace.${code}`)),
          )
        : null}
      {kind === 'expert'
        ? select(
            'hoursFrom',
            t('browse.hours'),
            HOURS.map((hours) => ({ value: String(hours), label: t('browse.hoursFrom', { hours }) })),
          )
        : null}
      {kind === 'expert'
        ? select('isAvailable', t('browse.taking'), [{ value: 'true', label: t('browse.takingNow') }])
        : null}
      {kind === 'opening' ? (
        <OpeningFilters select={select} />
      ) : (
        select(
          'cooperation',
          t('browse.cooperation'),
          named(cooperationWays, (code) => terms(`cooperation.${code}`)),
        )
      )}
      {select(
        'language',
        t('browse.language'),
        named(languages, (code) => terms(`language.${code}`)),
      )}
    </div>
  );
};
