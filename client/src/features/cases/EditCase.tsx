import { useState } from 'react';
import { caseLimits } from '@enishi/shared/cases';
import type { CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { ContactFields } from './ContactFields.js';
import { CaseFailure } from './StaleCase.js';
import { useReloadCase, useUpdateCase } from './use-cases.js';

/** Changes what a case is called, what it is about and who asked. Only what was changed is sent. */
export const EditCase = ({ found, onClose }: { found: CaseView; onClose: () => void }) => {
  const t = useCopy('cases');
  const common = useCopy('common');
  const [title, setTitle] = useState(found.title);
  const [text, setText] = useState(found.text);
  const [contact, setContact] = useState(found.contact);
  const mutation = useUpdateCase(found.id);
  const reload = useReloadCase(found.id);
  const problems = problemsOf(mutation.error);
  const errorOf = useFieldErrors(problems);
  const send = (version: number): void =>
    mutation.mutate(
      {
        version,
        ...(title !== found.title && { title }),
        ...(text !== found.text && { text }),
        ...(JSON.stringify(contact) !== JSON.stringify(found.contact) && { contact }),
      },
      { onSuccess: onClose },
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('head.editTitle')}
      confirmLabel={common('save')}
      isBusy={mutation.isPending}
      onConfirm={() => send(found.version)}
      onClose={onClose}
    >
      <TextField
        name="title"
        label={t('head.titleLabel')}
        help={t('head.titleHelp')}
        limit={caseLimits.title}
        value={title}
        onChange={setTitle}
        error={errorOf('title')}
        isRequired
      />
      <TextField
        name="text"
        label={t('head.textLabel')}
        help={t('head.textHelp')}
        limit={caseLimits.text}
        rows={3}
        value={text}
        onChange={setText}
        error={errorOf('text')}
      />
      <ContactFields value={contact} onChange={setContact} errorOf={errorOf} />
      <CaseFailure
        error={problems.length > 0 ? null : mutation.error}
        onKeepMine={send}
        onTakeTheirs={() => {
          reload();
          onClose();
        }}
      />
    </ConfirmDialog>
  );
};
