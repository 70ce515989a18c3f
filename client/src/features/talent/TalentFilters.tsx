// Filters of both columns at once, in the address.
import { Button } from '@mantine/core';
import { openingPlaces } from '@enishi/shared/openings';
import { moveKinds, moveWhen } from '@enishi/shared/work-profile';
import { useCopy } from '../../copy/index.js';
import { usePrefectureChoices } from '../../lib/places.js';
import { SelectField } from '../../ui/SelectField.js';
import { TagPicker } from '../../ui/TagPicker.js';
import styles from './Talent.module.css';

const mostTags = 10;
export const talentFilterNames = ['tags', 'prefecture', 'when', 'kind', 'place'] as const;
type Name = (typeof talentFilterNames)[number];

interface TalentFiltersProps {
  search: URLSearchParams;
  onSet: (name: Name, value: string | null) => void;
  onClear: () => void;
}

export const TalentFilters = ({ search, onSet, onClear }: TalentFiltersProps) => {
  const t = useCopy('talent');
  const work = useCopy('workTerms');
  const terms = useCopy('terms');
  const prefectures = usePrefectureChoices();
  const select = (name: Name, choices: readonly { value: string; label: string }[]) => (
    <SelectField
      name={name}
      label={t(name)}
      none={t('any')}
      choices={choices}
      value={search.get(name)}
      onChange={(value) => onSet(name, value)}
    />
  );
  const tags = (search.get('tags') ?? '').split(',').filter(Boolean);
  const isFiltered = talentFilterNames.some((name) => search.has(name));
  return (
    <section className={styles.filters} aria-label={t('filters')}>
      <div className={styles.tags}>
        <TagPicker
          label={t('tags')}
          description={t('tagsHelp')}
          value={{ tags, freeTags: [] }}
          limit={mostTags}
          freeLimit={0}
          onChange={(picked) => onSet('tags', picked.tags.join(',') || null)}
        />
      </div>
      {select('prefecture', prefectures)}
      {select(
        'when',
        moveWhen.map((value) => ({ value, label: work(`moveTime.${value}`) })),
      )}
      {select(
        'kind',
        moveKinds.map((value) => ({ value, label: work(`moveKind.${value}`) })),
      )}
      {select(
        'place',
        openingPlaces.map((value) => ({ value, label: terms(`openingPlace.${value}`) })),
      )}
      {isFiltered ? (
        <Button variant="subtle" onClick={onClear}>
          {t('clear')}
        </Button>
      ) : null}
    </section>
  );
};
