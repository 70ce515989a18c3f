import { useState } from 'react';
import { Button, Stack } from '@mantine/core';
import { useNavigate } from 'react-router';
import { caseLimits } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { problemsOf } from '../../lib/problems.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { PlaceField, usePlace } from './PlaceField.js';
import { RefsField } from './RefsField.js';
import type { NamedRef } from './RefsField.js';
import { useCreateIdea } from './use-cases.js';

/** A case from a coordinator's own idea. */
export const IdeaForm = () => {
  const t = useCopy('cases');
  const navigate = useNavigate();
  const [key] = useState(newKey);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [refs, setRefs] = useState<NamedRef[]>([]);
  const place = usePlace();
  const { prefecture } = place;
  const mutation = useCreateIdea();
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  const send = (): void =>
    mutation.mutate(
      { key, title, text, refs: refs.map(({ kind, id }) => ({ kind, id })), ...(prefecture && { prefecture }) },
      { onSuccess: (made) => void navigate(`/cases/${made.id}`) },
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
          label={t('idea.about')}
          help={t('idea.aboutHelp')}
          example={t('idea.aboutExample')}
          limit={caseLimits.title}
          value={title}
          onChange={setTitle}
          error={errorOf('title')}
          isRequired
        />
        <TextField
          name="text"
          label={t('idea.more')}
          help={t('idea.moreHelp')}
          rows={3}
          limit={caseLimits.text}
          value={text}
          onChange={setText}
          error={errorOf('text')}
        />
        <RefsField value={refs} onChange={setRefs} />
        <PlaceField place={place} error={errorOf('prefecture')} />
        <ErrorNote error={problems.length > 0 ? null : mutation.error} />
        <Button type="submit" loading={mutation.isPending}>
          {t('idea.save')}
        </Button>
      </Stack>
    </form>
  );
};
