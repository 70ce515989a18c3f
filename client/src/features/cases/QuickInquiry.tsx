// A phone call, written down while it lasts: one screen, one thing required, made for a telephone's keyboard.
import { useState } from 'react';
import { Button, Checkbox, Stack } from '@mantine/core';
import { useNavigate } from 'react-router';
import { caseLimits } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { ContactFields } from './ContactFields.js';
import { PlaceField, usePlace } from './PlaceField.js';
import { useCreateCase } from './use-cases.js';

const nobody = { name: '', organisation: '', phone: '', email: '' };

export const QuickInquiry = () => {
  const t = useCopy('cases');
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [contact, setContact] = useState(nobody);
  const [isMine, setIsMine] = useState(true);
  const place = usePlace();
  const mutation = useCreateCase();
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  const send = (): void =>
    mutation.mutate(
      { key, title, text, contact, isMine, ...(place.prefecture && { prefecture: place.prefecture }) },
      {
        onSuccess: (made) => {
          notifyDone(t('quick.saved', { code: made.code }));
          void navigate(`/cases/${made.id}`);
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <TextField
          name="title"
          label={t('quick.about')}
          help={t('quick.aboutHelp')}
          example={t('quick.aboutExample')}
          limit={caseLimits.title}
          value={title}
          onChange={setTitle}
          error={errorOf('title')}
          isRequired
        />
        <ContactFields value={contact} onChange={setContact} errorOf={errorOf} />
        <TextField
          name="text"
          label={t('quick.more')}
          help={t('quick.moreHelp')}
          rows={3}
          limit={caseLimits.text}
          value={text}
          onChange={setText}
          error={errorOf('text')}
        />
        <PlaceField place={place} error={errorOf('prefecture')} />
        <Checkbox
          label={t('quick.mine')}
          checked={isMine}
          onChange={(event) => setIsMine(event.currentTarget.checked)}
        />
        <ErrorNote error={problems.length > 0 ? null : mutation.error} />
        <Button type="submit" size="md" fullWidth loading={mutation.isPending}>
          {t('quick.save')}
        </Button>
        <p>{t('quick.due')}</p>
      </Stack>
    </form>
  );
};
