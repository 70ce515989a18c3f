import { useState } from 'react';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { OrganisationName } from '@enishi/shared/organisations';
import { useCopy } from '../copy/index.js';
import { useOrganisationName, useOrganisationSearch } from '../lib/organisations.js';
import { usePrefectureName } from '../lib/places.js';
import { Help } from './Help.js';
import styles from './OrganisationPicker.module.css';

interface Words {
  label: string;
  help: string;
  example: string;
  found: string;
  none: string;
  loading: string;
  /** Offer to enter what was typed; left out where only known ones may be chosen. */
  enter?: (name: string) => string;
}

interface OrganisationPickerProps {
  name: string;
  words: Words;
  error?: string | null;
  exclude?: readonly string[];
  isRequired?: boolean;
  onPick: (organisation: OrganisationName) => void;
  onEnter?: (name: string) => void;
}

const ENTER = 'enter';
const QUIET_MS = 250;

/** Finds an organisation by a part of its name. */
export const OrganisationPicker = ({
  name,
  words,
  error,
  exclude = [],
  isRequired = false,
  onPick,
  onEnter,
}: OrganisationPickerProps) => {
  const terms = useCopy('terms');
  const nameOf = useOrganisationName();
  const placeOf = usePrefectureName();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, QUIET_MS);
  const search = useOrganisationSearch(asked);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const written = typed.trim();
  const found = (search.data?.items ?? []).filter(({ id }) => !exclude.includes(id));
  const isWaiting = asked !== typed || search.isFetching;
  const canEnter = onEnter && written !== '' && !isWaiting && !found.some((one) => one.name === written);

  const handleSubmit = (option: string): void => {
    const organisation = found.find(({ id }) => id === option);
    if (organisation) onPick(organisation);
    else if (option === ENTER) onEnter?.(written);
    setTyped('');
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={handleSubmit}>
      <Combobox.Target>
        <TextInput
          name={name}
          label={words.label}
          description={<Help help={words.help} example={words.example} />}
          error={error}
          withAsterisk={isRequired}
          autoComplete="off"
          value={typed}
          maxLength={80}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={written === ''}>
        <Combobox.Options aria-label={words.found}>
          {found.map((organisation) => (
            <Combobox.Option key={organisation.id} value={organisation.id}>
              <span className={styles.name}>{nameOf(organisation)}</span>
              <span className={styles.facts}>
                {terms(`organisationKind.${organisation.kind}`)} ・ {placeOf(organisation.prefecture)}
              </span>
            </Combobox.Option>
          ))}
          {canEnter && words.enter ? <Combobox.Option value={ENTER}>{words.enter(written)}</Combobox.Option> : null}
          {found.length === 0 && !canEnter ? (
            <Combobox.Empty>{isWaiting ? words.loading : words.none}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
