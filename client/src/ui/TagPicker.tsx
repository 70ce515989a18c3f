// Choosing technology words by typing Japanese, kana or English. Words outside the taxonomy are kept apart as free tags.
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import type { Taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { useCopy, useLanguage } from '../copy/index.js';
import { useTaxonomy } from '../lib/taxonomy.js';
import styles from './TagPicker.module.css';

const SHOWN = 8;
const FREE_LENGTH = 40;

export interface PickedTags {
  tags: string[];
  freeTags: string[];
}

interface TagPickerProps {
  name?: string;
  value: PickedTags;
  onChange: (value: PickedTags) => void;
  label?: string;
  description?: ReactNode;
  error?: string | null;
  /** Ids of concepts that the text speaks of; offered to be added by one press. */
  proposals?: readonly string[];
  limit: number;
  /** 0: only words of the taxonomy, as for a filter. */
  freeLimit: number;
  withAsterisk?: boolean;
  /** Begins with the cursor in it, where somebody has just asked for it. */
  isFocused?: boolean;
}

interface Offer {
  value: string;
  name: string;
  /** The word that was hit, where it is not the name itself. */
  hit: string | null;
}

const without = (list: readonly string[], value: string): string[] => list.filter((entry) => entry !== value);

const useOffers = (taxonomy: Taxonomy | null, typed: string, chosen: readonly string[]): Offer[] => {
  const language = useLanguage();
  return useMemo(() => {
    if (!taxonomy || typed.trim() === '') return [];
    return taxonomy
      .suggest(typed, SHOWN + chosen.length)
      .filter(({ concept }) => !chosen.includes(concept.id))
      .slice(0, SHOWN)
      .map(({ concept, label }) => {
        const name = concept[language];
        return { value: concept.id, name, hit: label === name ? null : label };
      });
  }, [taxonomy, typed, chosen, language]);
};

interface OptionsProps {
  offers: readonly Offer[];
  free: string | null;
  isLoading: boolean;
}

const Options = ({ offers, free, isLoading }: OptionsProps) => {
  const t = useCopy('common');
  if (isLoading) return <Combobox.Empty>{t('tags.loading')}</Combobox.Empty>;
  if (offers.length === 0 && free === null) return <Combobox.Empty>{t('tags.nothing')}</Combobox.Empty>;
  return (
    <>
      {offers.map(({ value, name, hit }) => (
        <Combobox.Option key={value} value={`tag:${value}`}>
          {name}
          {hit ? <span className={styles.hit}>{hit}</span> : null}
        </Combobox.Option>
      ))}
      {free === null ? null : (
        <Combobox.Option value={`free:${free}`}>
          <span className={styles.free}>{t('tags.addFree', { text: free })}</span>
        </Combobox.Option>
      )}
    </>
  );
};

interface ProposalsProps {
  ids: readonly string[];
  nameOf: (id: string) => string;
  onAdd: (id: string) => void;
}

const Proposals = ({ ids, nameOf, onAdd }: ProposalsProps) => {
  const t = useCopy('common');
  if (ids.length === 0) return null;
  return (
    <div className={styles.proposals} role="group" aria-label={t('tags.proposals')}>
      <span className={styles.caption} aria-hidden>
        {t('tags.proposals')}
      </span>
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          className={styles.proposal}
          aria-label={t('tags.addProposal', { name: nameOf(id) })}
          onClick={() => onAdd(id)}
        >
          ＋ {nameOf(id)}
        </button>
      ))}
    </div>
  );
};

interface PickedProps {
  value: PickedTags;
  nameOf: (id: string) => string;
  onChange: (value: PickedTags) => void;
}

const Picked = ({ value, nameOf, onChange }: PickedProps) => {
  const t = useCopy('common');
  const pill = (key: string, name: string, className: string | undefined, next: PickedTags) => (
    <Pill
      key={key}
      withRemoveButton
      className={className}
      removeButtonProps={{ 'aria-label': t('removeItem', { name }), 'aria-hidden': false, tabIndex: 0 }}
      onRemove={() => onChange(next)}
    >
      {name}
    </Pill>
  );
  return (
    <>
      {value.tags.map((id) => pill(id, nameOf(id), styles.tag, { ...value, tags: without(value.tags, id) }))}
      {value.freeTags.map((word) =>
        pill(`free:${word}`, word, styles.freeTag, { ...value, freeTags: without(value.freeTags, word) }),
      )}
    </>
  );
};

export const TagPicker = ({
  name,
  value,
  onChange,
  label,
  description,
  error,
  proposals = [],
  limit,
  freeLimit,
  withAsterisk = false,
  isFocused = false,
}: TagPickerProps) => {
  const t = useCopy('common');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [isTouched, setIsTouched] = useState(false);
  const taxonomy = useTaxonomy(isTouched || value.tags.length > 0 || proposals.length > 0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const offers = useOffers(taxonomy, typed, value.tags);
  // Options come a moment after the letters; Enter takes the first of them.
  const first = offers[0]?.value;
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (first !== undefined) selectFirstOption();
  }, [first, selectFirstOption]);
  const nameOf = (id: string): string => taxonomy?.concept(id)?.[language] ?? '…';
  const isFull = value.tags.length >= limit;

  const addTag = (id: string): void => {
    if (!isFull && !value.tags.includes(id)) onChange({ ...value, tags: [...value.tags, id] });
  };
  const addFree = (word: string): void => {
    if (value.freeTags.length < freeLimit && !value.freeTags.includes(word))
      onChange({ ...value, freeTags: [...value.freeTags, word] });
  };
  const written = typed.trim().slice(0, FREE_LENGTH);
  const isKnown = written !== '' && taxonomy?.lookup(written) !== undefined;
  const canBeFree =
    freeLimit > value.freeTags.length && written !== '' && !isKnown && !value.freeTags.includes(written);

  const handleSubmit = (option: string): void => {
    if (option.startsWith('tag:')) addTag(option.slice(4));
    else addFree(option.slice(5));
    setTyped('');
    combobox.closeDropdown();
  };
  const handleKey = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Backspace' || typed !== '') return;
    if (value.freeTags.length > 0) onChange({ ...value, freeTags: value.freeTags.slice(0, -1) });
    else if (value.tags.length > 0) onChange({ ...value, tags: value.tags.slice(0, -1) });
  };

  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={handleSubmit}>
        <Combobox.DropdownTarget>
          <PillsInput
            label={label ?? t('tags.label')}
            description={description ?? t('tags.help')}
            error={error}
            withAsterisk={withAsterisk}
          >
            <Pill.Group>
              <Picked value={value} nameOf={nameOf} onChange={onChange} />
              <Combobox.EventsTarget>
                <PillsInput.Field
                  name={name}
                  value={typed}
                  autoFocus={isFocused}
                  placeholder={isFull ? t('tags.full', { count: limit }) : t('tags.placeholder')}
                  onFocus={() => setIsTouched(true)}
                  onBlur={() => combobox.closeDropdown()}
                  onKeyDown={handleKey}
                  onChange={(event) => {
                    setTyped(event.currentTarget.value);
                    combobox.openDropdown();
                    combobox.selectFirstOption();
                  }}
                />
              </Combobox.EventsTarget>
            </Pill.Group>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={typed.trim() === ''}>
          <Combobox.Options aria-label={t('tags.found')}>
            <Options offers={isFull ? [] : offers} free={canBeFree ? written : null} isLoading={taxonomy === null} />
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Proposals
        ids={taxonomy && !isFull ? proposals.filter((id) => !value.tags.includes(id)) : []}
        nameOf={nameOf}
        onAdd={addTag}
      />
    </div>
  );
};
