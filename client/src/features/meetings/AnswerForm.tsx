// ○ △ × for every slot. Used on the meeting's page and by link alike; what was chosen is kept on the device until it has
// arrived, so that a tunnel or a flat battery costs nobody their answer.
import { useState } from 'react';
import { Alert, Button, Group, Textarea } from '@mantine/core';
import { meetingLimits, slotAnswers } from '@enishi/shared/meetings';
import type { PollAnswer, SlotAnswer, SlotView } from '@enishi/shared/meetings';
import { codeOf } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { readStored, writeStored } from '../../lib/storage.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import styles from './AnswerForm.module.css';

type Choices = Record<string, SlotAnswer>;
interface Typed {
  choices: Choices;
  note: string;
}

interface AnswerFormProps {
  /** Names the answer on this device. */
  keptAs: string;
  round: number;
  slots: readonly SlotView[];
  note: string;
  answeredAt: string | null;
  isBusy: boolean;
  error: unknown;
  onSend: (answer: PollAnswer, onSaved: () => void) => void;
  onReload: () => void;
}

const savedOf = (slots: readonly SlotView[], note: string): Typed => ({
  choices: Object.fromEntries(slots.flatMap(({ id, mine }) => (mine ? [[id, mine] as const] : []))),
  note,
});

const readKept = (key: string): Typed | null => {
  try {
    const kept = JSON.parse(readStored(key) ?? 'null') as Typed | null;
    return kept && typeof kept.note === 'string' && typeof kept.choices === 'object' ? kept : null;
  } catch {
    return null;
  }
};

const Slot = ({
  slot,
  value,
  onChange,
}: {
  slot: SlotView;
  value: SlotAnswer | undefined;
  onChange: (v: SlotAnswer) => void;
}) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const when = `${format.dateTime(slot.startsAt)}–${format.time(slot.endsAt)}`;
  return (
    <li>
      <fieldset className={styles.slot} data-past={slot.isPast || undefined} disabled={slot.isPast}>
        <legend className={styles.when}>{when}</legend>
        <span className={styles.counts}>{slot.isPast ? t('pastSlot') : t('counts', slot.counts)}</span>
        <div className={styles.marks}>
          {slotAnswers.map((answer) => (
            <label key={answer} className={styles.mark}>
              <input
                type="radio"
                name={slot.id}
                value={answer}
                checked={value === answer}
                aria-label={t(`answer.${answer}`)}
                onChange={() => onChange(answer)}
              />
              <span className={styles.sign} aria-hidden>
                {t(`mark.${answer}`)}
              </span>
              <span className={styles.word} aria-hidden>
                {t(`answer.${answer}`).slice(2)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
};

export const AnswerForm = (props: AnswerFormProps) => {
  const { keptAs, round, slots, note, answeredAt, isBusy, error, onSend, onReload } = props;
  const t = useCopy('meetings');
  const format = useFormat();
  const key = `enishi.poll.${keptAs}.${String(round)}`;
  const saved = savedOf(slots, note);
  const [kept, setKept] = useState<Typed | null>(() => readKept(key));
  const [isTried, setIsTried] = useState(false);
  const typed = kept ?? saved;
  const open = slots.filter(({ isPast }) => !isPast);
  const missing = open.filter(({ id }) => !typed.choices[id]).length;
  const isChanged = kept !== null;
  const change = (patch: Partial<Typed>): void => {
    const next = { ...typed, ...patch };
    setKept(next);
    writeStored(key, JSON.stringify(next));
  };
  const send = (): void => {
    setIsTried(true);
    if (missing > 0) return;
    const known = new Set(slots.map(({ id }) => id));
    const choices = Object.fromEntries(Object.entries(typed.choices).filter(([id]) => known.has(id)));
    onSend({ round, choices, note: typed.note }, () => {
      setKept(null);
      setIsTried(false);
      writeStored(key, null);
    });
  };
  const code = error ? codeOf(error) : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ul className={styles.slots}>
        {slots.map((slot) => (
          <Slot
            key={slot.id}
            slot={slot}
            value={typed.choices[slot.id]}
            onChange={(answer) => change({ choices: { ...typed.choices, [slot.id]: answer } })}
          />
        ))}
      </ul>
      <Textarea
        label={t('note')}
        description={t('noteHelp')}
        autosize
        minRows={2}
        maxLength={meetingLimits.note}
        value={typed.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <Group mt="md">
        <Button type="submit" size="lg" loading={isBusy}>
          {t(answeredAt ? 'sendChange' : 'send')}
        </Button>
      </Group>
      <div role="status" className={styles.state}>
        {isTried && missing > 0 ? (
          <Alert color="shu" variant="light">
            {t('answerMissing', { count: missing })}
          </Alert>
        ) : null}
        {!isChanged && answeredAt ? (
          <Alert color="moss" variant="light" title={t('answerSaved')}>
            {t('answerSavedAt', { time: format.dateTime(answeredAt) })}
          </Alert>
        ) : null}
        {isChanged && answeredAt && !error ? <p>{t('answerChanged')}</p> : null}
      </div>
      {code === 'unavailable' ? (
        <Alert color="shu" variant="light" role="alert">
          {t('answerKept')}
        </Alert>
      ) : code === 'stale' ? (
        <Alert color="shu" variant="light" role="alert">
          <p>{t('slotsChanged')}</p>
          <Button mt="xs" variant="default" onClick={onReload}>
            {t('loadAgain')}
          </Button>
        </Alert>
      ) : (
        <ErrorNote error={error} />
      )}
    </form>
  );
};
