import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { prefectureOfMunicipality, useMunicipalities, useMunicipalityLabel } from '../lib/municipalities.js';
import { usePrefectureChoices } from '../lib/places.js';
import { Help } from './Help.js';
import styles from './MunicipalityField.module.css';

interface MunicipalityFieldProps {
  /** Path of the field in the contract; a refused field is found by it. */
  name: string;
  label: string;
  help: string;
  example?: string;
  /** Code of five digits, or null for none. */
  value: string | null;
  onChange: (code: string | null) => void;
  /** Prefecture to begin with while none is chosen. */
  prefecture?: string | null;
  error?: string | null;
  isRequired?: boolean;
}

/** A municipality by its prefecture: two lists of the browser's own. */
export const MunicipalityField = ({
  name,
  label,
  help,
  example,
  value,
  onChange,
  prefecture = null,
  error,
  isRequired = false,
}: MunicipalityFieldProps) => {
  const t = useCopy('workTerms');
  const prefectures = usePrefectureChoices();
  const labelOf = useMunicipalityLabel();
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = prefectureOfMunicipality(value) ?? picked ?? prefecture;
  const { data, isError, refetch } = useMunicipalities(chosen || null);
  return (
    <fieldset className={styles.field} data-field={name}>
      <legend className={styles.label}>
        {label}
        {isRequired ? (
          <span className={styles.asterisk} aria-hidden>
            {' *'}
          </span>
        ) : null}
      </legend>
      <div className={styles.help}>
        <Help help={help} {...(example ? { example } : {})} />
      </div>
      <div className={styles.lists}>
        <NativeSelect
          label={t('municipality.prefecture')}
          value={chosen ?? ''}
          onChange={(event) => {
            setPicked(event.currentTarget.value);
            if (value !== null) onChange(null);
          }}
        >
          <option value="">{t('municipality.noPrefecture')}</option>
          {prefectures.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          name={name}
          label={t('municipality.city')}
          error={error}
          aria-required={isRequired}
          disabled={!chosen || !data}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        >
          <option value="">{chosen && !data && !isError ? t('municipality.loading') : t('municipality.none')}</option>
          {data?.map((one) => (
            <option key={one.code} value={one.code}>
              {labelOf(one)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {isError ? (
        <p className={styles.failed} role="alert">
          {t('municipality.failed')}
          <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>
            {t('municipality.retry')}
          </Button>
        </p>
      ) : null}
    </fieldset>
  );
};
