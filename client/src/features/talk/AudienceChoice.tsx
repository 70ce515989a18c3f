import { Radio, Stack } from '@mantine/core';
import type { Audience } from '@enishi/shared/talk';
import { useCopy } from '../../copy/index.js';
import styles from './Talk.module.css';

interface AudienceChoiceProps {
  name: string;
  audiences: readonly Audience[];
  value: Audience | null;
  onChange: (value: Audience) => void;
  error?: string | null;
}

/** Who will see it: a choice where there is one, and in any case a sentence that says so. */
export const AudienceChoice = ({ name, audiences, value, onChange, error }: AudienceChoiceProps) => {
  const t = useCopy('talk');
  return (
    <div>
      {audiences.length > 1 ? (
        <Radio.Group
          name={name}
          label={t('audienceLabel')}
          value={value}
          onChange={(picked) => onChange(picked)}
          error={error}
        >
          <Stack gap={4} className={styles.choices}>
            {audiences.map((one) => (
              <Radio key={one} value={one} label={t(`audience.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      {value ? <p className={styles.says}>{t(`audienceSays.${value}`)}</p> : null}
    </div>
  );
};
