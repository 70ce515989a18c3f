import { Radio, Stack } from '@mantine/core';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { useCopy } from '../../copy/index.js';
import styles from './Talk.module.css';
import { useSideWords } from './words.js';

interface AudienceChoiceProps {
  name: string;
  kind: TalkSubject['kind'];
  audiences: readonly Audience[];
  value: Audience | null;
  onChange: (value: Audience) => void;
  error?: string | null;
}

/** Who will see it: a choice where there is one, and in any case a sentence that says so. */
export const AudienceChoice = ({ name, kind, audiences, value, onChange, error }: AudienceChoiceProps) => {
  const t = useCopy('talk');
  const words = useSideWords(kind);
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
              <Radio key={one} value={one} label={words.audience(one)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      {value ? <p className={styles.says}>{words.says(value)}</p> : null}
    </div>
  );
};
