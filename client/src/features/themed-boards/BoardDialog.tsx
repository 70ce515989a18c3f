// Making a board, or changing its query.
import { useState } from 'react';
import { Checkbox } from '@mantine/core';
import { boardChanges, boardLimits } from '@enishi/shared/themed-boards';
import type { BoardCard, BoardView } from '@enishi/shared/themed-boards';
import { listingLimits } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { newKey } from '../../lib/new-key.js';
import { usePrefectureName } from '../../lib/places.js';
import { check, problemsOf } from '../../lib/problems.js';
import { useViewer } from '../../lib/session.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { TagPicker } from '../../ui/TagPicker.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleBoard, staleOf } from './StaleBoard.js';
import { useChangeBoard, useCreateBoard } from './use-boards.js';

interface Typed {
  title: string;
  tags: string[];
  words: string;
  prefectures: string[];
  note: string;
}
interface FieldsProps {
  typed: Typed;
  onChange: (typed: Typed) => void;
  errorOf: (name: string) => string | null;
}

const Places = ({ typed, onChange }: Omit<FieldsProps, 'errorOf'>) => {
  const t = useCopy('boards');
  const nameOf = usePrefectureName();
  const served = useViewer()?.servedPrefectures ?? [];
  if (served.length < 2) return null;
  return (
    <Checkbox.Group
      label={t('prefectures')}
      description={t('prefecturesHelp')}
      value={typed.prefectures}
      onChange={(prefectures) => onChange({ ...typed, prefectures })}
    >
      {served.map((code) => (
        <Checkbox key={code} mt={8} value={code} label={nameOf(code)} />
      ))}
    </Checkbox.Group>
  );
};

const Fields = ({ typed, onChange, errorOf }: FieldsProps) => {
  const t = useCopy('boards');
  const set = (name: 'title' | 'words' | 'note') => (value: string) => onChange({ ...typed, [name]: value });
  return (
    <>
      <TextField
        name="title"
        label={t('name')}
        help={t('nameHelp')}
        example={t('nameExample')}
        limit={boardLimits.title}
        value={typed.title}
        onChange={set('title')}
        error={errorOf('title')}
        isRequired
      />
      <TagPicker
        name="tags"
        label={t('tags')}
        description={t('tagsHelp')}
        value={{ tags: typed.tags, freeTags: [] }}
        onChange={({ tags }) => onChange({ ...typed, tags })}
        error={errorOf('tags')}
        limit={boardLimits.tags}
        freeLimit={0}
        withAsterisk
      />
      <TextField
        name="words"
        label={t('words')}
        help={t('wordsHelp')}
        limit={listingLimits.search}
        value={typed.words}
        onChange={set('words')}
        error={errorOf('words')}
      />
      <Places typed={typed} onChange={onChange} />
      <TextField
        name="note"
        label={t('note')}
        help={t('noteHelp')}
        limit={boardLimits.note}
        rows={2}
        value={typed.note}
        onChange={set('note')}
        error={errorOf('note')}
      />
    </>
  );
};

interface BoardDialogProps {
  /** Null for a new one. */
  board: BoardCard | null;
  onDone: (board: BoardView) => void;
  onClose: () => void;
  onReload: () => void;
}

export const BoardDialog = ({ board, onDone, onClose, onReload }: BoardDialogProps) => {
  const t = useCopy('boards');
  const [typed, setTyped] = useState<Typed>(board ?? { title: '', tags: [], words: '', prefectures: [], note: '' });
  const [isTried, setIsTried] = useState(false);
  const [key] = useState(newKey);
  const create = useCreateBoard();
  const change = useChangeBoard(board?.id ?? '');
  const mutation = board ? change : create;
  const { title, tags, words, prefectures, note } = typed;
  const form = { title, tags, words, prefectures, note };
  const checked = check(boardChanges, { ...form, version: board?.version ?? 0 });
  const errorOf = useFieldErrors([...(isTried ? checked.problems : []), ...problemsOf(mutation.error)]);
  const stale = staleOf(mutation.error);
  const send = (version: number): void => {
    setIsTried(true);
    if (!checked.value) return;
    const onSuccess = (view: BoardView): void => {
      notifyDone(t(board ? 'saved' : 'created'));
      onDone(view);
    };
    if (board) change.mutate({ ...form, version }, { onSuccess });
    else create.mutate({ ...form, key }, { onSuccess });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t(board ? 'editTitle' : 'createTitle')}
      confirmLabel={t(board ? 'save' : 'create')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(board?.version ?? 0)}
      onClose={onClose}
    >
      <Fields typed={typed} onChange={setTyped} errorOf={errorOf} />
      {stale ? <StaleBoard stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};
