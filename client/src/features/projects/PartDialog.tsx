// Adding a part, changing it, or taking it out.
import { useState } from 'react';
import { partForm } from '@enishi/shared/projects';
import type { PartForm, PartKind, ProjectView } from '@enishi/shared/projects';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { contentOf, draftOf } from './part-fields.js';
import type { Draft } from './part-fields.js';
import { PartFields } from './PartFields.js';
import { StaleProject, staleOf } from './StaleProject.js';
import { useAddPart, useChangePart, useRemovePart } from './use-projects.js';

/** Which part is being written, if any. */
export interface EditedPart {
  kind: PartKind;
  /** Null for a new one. */
  part: ({ id: string; version: number } & Record<string, unknown>) | null;
  /** What a new one begins with. */
  start?: Draft;
}

interface PartDialogProps {
  project: ProjectView;
  edited: EditedPart;
  onClose: () => void;
  onReload: () => void;
}

export const PartDialog = ({ project, edited: { kind, part, start = {} }, onClose, onReload }: PartDialogProps) => {
  const t = useCopy('projects');
  const [draft, setDraft] = useState<Draft>(part ? draftOf(part) : start);
  const [isTried, setIsTried] = useState(false);
  // The same attempt keeps its key, so that a second click adds nothing.
  const [key] = useState(newKey);
  const add = useAddPart(project.id);
  const change = useChangePart(project.id);
  const mutation = part ? change : add;
  const content = contentOf(kind, draft);
  const checked = check(partForm, { kind, content });
  const local = isTried ? withEmpty(checked.problems, { content }) : [];
  const problems = [...local, ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const stale = staleOf(mutation.error);
  const handleDone = (): void => {
    notifyDone(t('saved'));
    onClose();
  };
  const send = (version: number): void => {
    setIsTried(true);
    const form: PartForm | null = checked.value;
    if (!form) return;
    if (part) change.mutate({ ...form, partId: part.id, version }, { onSuccess: handleDone });
    else add.mutate({ ...form, key }, { onSuccess: handleDone });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t(part ? 'editPart' : 'addPart', { part: t(`part.${kind}`) })}
      confirmLabel={t('save')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={() => send(part?.version ?? 0)}
      onClose={onClose}
    >
      <PartFields
        projectId={project.id}
        kind={kind}
        draft={draft}
        onChange={setDraft}
        errorOf={(name) => errorOf(`content.${name}`)}
      />
      {stale ? <StaleProject stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

interface RemoveDialogProps {
  project: ProjectView;
  kind: PartKind;
  part: { id: string; version: number };
  name: string;
  onClose: () => void;
  onReload: () => void;
}

export const RemoveDialog = ({ project, kind, part, name, onClose, onReload }: RemoveDialogProps) => {
  const t = useCopy('projects');
  const mutation = useRemovePart(project.id);
  const stale = staleOf(mutation.error);
  const send = (version: number): void =>
    mutation.mutate(
      { partId: part.id, version },
      {
        onSuccess: () => {
          notifyDone(t('removed'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      isGrave
      title={t('removeTitle', { part: t(`part.${kind}`) })}
      confirmLabel={t('removePart')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(part.version)}
      onClose={onClose}
    >
      <p>{t('removeExplain', { name })}</p>
      {stale ? <StaleProject stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
