// Looking back on work that has ended: three questions and a few words, for coordinators.
import { useId, useState } from 'react';
import { Button, Radio, Stack } from '@mantine/core';
import { assignmentLimits, ratedThings } from '@enishi/shared/assignments';
import type { AssignmentSide, AssignmentView, RatedThing, ReviewView } from '@enishi/shared/assignments';
import { useCopy } from '../../copy/index.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import styles from './Assignments.module.css';
import { useKeptDraft } from './kept-draft.js';
import { useReview } from './use-assignments.js';

const points = [1, 2, 3, 4, 5] as const;

const Rated = ({ review: { side, ratings, sentence } }: { review: ReviewView }) => {
  const t = useCopy('assignments');
  return (
    <li className={styles.card}>
      <h3>{t('reviews.of', { side: t(`side.${side}`) })}</h3>
      <dl className={styles.facts}>
        {ratedThings.map((thing) => (
          <div key={thing} className={styles.line}>
            <dt>{t(`rated.${side}.${thing}`)}</dt>
            <dd>{t('reviews.point', { count: ratings[thing] })}</dd>
          </div>
        ))}
      </dl>
      {sentence ? <p className={styles.long}>{sentence}</p> : null}
    </li>
  );
};

interface QuestionProps {
  side: AssignmentSide;
  thing: RatedThing;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

const Question = ({ side, thing, value, onChange, error }: QuestionProps) => {
  const t = useCopy('assignments');
  return (
    <Radio.Group name={thing} label={t(`rated.${side}.${thing}`)} value={value} onChange={onChange} error={error}>
      <div className={styles.buttons}>
        {points.map((point) => (
          <Radio key={point} value={String(point)} label={t('reviews.point', { count: point })} />
        ))}
      </div>
    </Radio.Group>
  );
};

const Form = ({ assignment, side }: { assignment: AssignmentView; side: AssignmentSide }) => {
  const t = useCopy('assignments');
  const draft = useKeptDraft(`${assignment.id}.review`, { work: '', contact: '', promises: '', sentence: '' });
  const [isTried, setIsTried] = useState(false);
  const mutation = useReview(assignment.id);
  const { sentence, ...given } = draft.values;
  const isWhole = ratedThings.every((thing) => given[thing] !== '');
  const handleSubmit = (event: React.SyntheticEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (!isWhole || sentence.length > assignmentLimits.sentence) return;
    const ratings = { work: Number(given.work), contact: Number(given.contact), promises: Number(given.promises) };
    const handleDone = (): void => {
      draft.forget();
      notifyDone(t('reviews.sent'));
    };
    mutation.mutate({ ratings, sentence }, { onSuccess: handleDone });
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <p className={styles.muted}>{t('reviews.scale')}</p>
        {ratedThings.map((thing) => (
          <Question
            key={thing}
            side={side}
            thing={thing}
            value={given[thing]}
            onChange={(value) => draft.set({ [thing]: value })}
            error={isTried && given[thing] === '' ? t('reviews.missing') : null}
          />
        ))}
        <TextField
          name="sentence"
          label={t('reviews.sentence')}
          help={t('reviews.sentenceHelp')}
          limit={assignmentLimits.sentence}
          rows={2}
          value={sentence}
          onChange={(value) => draft.set({ sentence: value })}
        />
        <ErrorNote error={mutation.error} />
        <div>
          <Button type="submit" loading={mutation.isPending}>
            {t('reviews.send')}
          </Button>
        </div>
      </Stack>
    </form>
  );
};

export const Reviews = ({ assignment }: { assignment: AssignmentView }) => {
  const t = useCopy('assignments');
  const id = useId();
  const { reviews, abilities, mySide, state } = assignment;
  if (state === 'working' || state === 'inspecting') return null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{t('reviews.title')}</h2>
      <p className={styles.muted}>{t('reviews.explain')}</p>
      {reviews.length > 0 ? (
        <ul className={styles.cards}>
          {reviews.map((review) => (
            <Rated key={review.side} review={review} />
          ))}
        </ul>
      ) : null}
      {abilities.canReview && mySide ? <Form assignment={assignment} side={mySide} /> : null}
      {reviews.length === 0 && !abilities.canReview ? <p>{t('reviews.none')}</p> : null}
    </section>
  );
};
