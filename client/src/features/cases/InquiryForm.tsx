// The one-stop desk for people without an account.
import { useState } from 'react';
import { Button, Stack } from '@mantine/core';
import { caseClock, caseLimits, inquiryForm } from '@enishi/shared/cases';
import { useCopy, useLanguage } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { usePrefectureChoices } from '../../lib/places.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './InquiryForm.module.css';
import { useCreateInquiry } from './use-cases.js';

const blank = { title: '', text: '', name: '', organisation: '', phone: '', email: '', website: '' };
type Typed = typeof blank;

const Done = ({ code, onAnother }: { code: string; onAnother: () => void }) => {
  const t = useCopy('cases');
  return (
    <div className={styles.done} role="status">
      <h2>{t('inquiry.done')}</h2>
      <p>
        {t('inquiry.number')} <strong className={styles.code}>{code}</strong>
      </p>
      <p>{t('inquiry.doneText', { days: caseClock.answerDays })}</p>
      <Button variant="default" onClick={onAnother}>
        {t('inquiry.another')}
      </Button>
    </div>
  );
};

const useInquiry = () => {
  const language = useLanguage();
  const [key, setKey] = useState(newKey);
  const [typed, setTyped] = useState<Typed>(blank);
  const [prefecture, setPrefecture] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const mutation = useCreateInquiry();
  const form = { ...typed, key, language, prefecture };
  const checked = check(inquiryForm, form);
  const isReachable = typed.phone.trim() !== '' || typed.email.trim() !== '';
  const problems = [...(isTried ? withEmpty(checked.problems, form) : []), ...problemsOf(mutation.error)];
  const send = (): void => {
    setIsTried(true);
    if (checked.value && isReachable) mutation.mutate(checked.value);
  };
  const again = (): void => {
    mutation.reset();
    setKey(newKey());
    setTyped({ ...typed, title: '', text: '' });
    setIsTried(false);
  };
  const set = (name: keyof Typed) => (value: string) => setTyped((current) => ({ ...current, [name]: value }));
  return {
    typed,
    set,
    prefecture,
    setPrefecture,
    problems,
    isUnreachable: isTried && !isReachable,
    mutation,
    send,
    again,
  };
};

export const InquiryForm = () => {
  const t = useCopy('cases');
  const prefectures = usePrefectureChoices();
  const { typed, set, prefecture, setPrefecture, problems, isUnreachable, mutation, send, again } = useInquiry();
  const errorOf = useFieldErrors(problems);
  if (mutation.data) return <Done code={mutation.data.code} onAnother={again} />;
  const field = (name: Exclude<keyof Typed, 'website'>, more: { label: string; help?: string; limit: number }) => ({
    name,
    help: '',
    ...more,
    value: typed[name],
    onChange: set(name),
    error: errorOf(name),
  });
  const noDesk = problemsOf(mutation.error).some(
    ({ path, problem }) => path === 'prefecture' && problem === 'not_a_choice',
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <TextField
          {...field('title', { label: t('inquiry.about'), help: t('inquiry.aboutHelp'), limit: caseLimits.title })}
          example={t('inquiry.aboutExample')}
          isRequired
        />
        <TextField
          {...field('text', { label: t('inquiry.text'), help: t('inquiry.textHelp'), limit: caseLimits.text })}
          rows={5}
          isRequired
        />
        <SelectField
          name="prefecture"
          label={t('inquiry.prefecture')}
          choices={prefectures}
          value={prefecture}
          onChange={setPrefecture}
          error={noDesk ? t('inquiry.noDesk') : errorOf('prefecture')}
          isRequired
        />
        <TextField
          {...field('name', { label: t('inquiry.name'), limit: caseLimits.name })}
          autoComplete="name"
          isRequired
        />
        <TextField
          {...field('organisation', { label: t('inquiry.organisation'), limit: caseLimits.organisation })}
          autoComplete="organization"
        />
        <TextField {...field('phone', { label: t('inquiry.phone'), limit: caseLimits.phone })} autoComplete="tel" />
        <TextField
          {...field('email', { label: t('inquiry.email'), help: t('inquiry.emailHelp'), limit: 254 })}
          type="email"
          autoComplete="email"
        />
        <div className={styles.trap} aria-hidden>
          <label>
            {t('inquiry.trap')}
            <input
              name="website"
              tabIndex={-1}
              autoComplete="off"
              value={typed.website}
              onChange={(event) => set('website')(event.currentTarget.value)}
            />
          </label>
        </div>
        {isUnreachable ? (
          <p className={styles.problem} role="alert">
            {t('inquiry.reach')}
          </p>
        ) : null}
        <ErrorNote error={problems.length > 0 ? null : mutation.error} />
        <Button type="submit" size="md" loading={mutation.isPending}>
          {t('inquiry.send')}
        </Button>
      </Stack>
    </form>
  );
};
