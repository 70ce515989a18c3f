// One form being written: kept in the browser, saved to the server, published. A listing that does not exist yet is
// begun on the server with the first words.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FieldError } from '@enishi/shared/errors';
import type { ListingKind } from '@enishi/shared/listings';
import { ApiError } from '../../../lib/api-error.js';
import { createAutosave } from '../../../lib/autosave.js';
import type { Autosave, AutosaveState } from '../../../lib/autosave.js';
import { newKey } from '../../../lib/new-key.js';
import { withEmpty } from '../../../lib/problems.js';
import { createListing, publishListing, readListing, takeListing, updateListing } from '../listing-queries.js';
import type { DraftOf, ViewOf } from '../kinds.js';
import { copyKey, readBeginning, readCopy, writeBeginning, writeCopy } from './draft-copies.js';

interface DraftOptions<Kind extends ListingKind> {
  kind: Kind;
  viewerId: string;
  /** Null for one that has not been begun. */
  view: ViewOf[Kind] | null;
  initial: DraftOf[Kind];
  toDraft: (view: ViewOf[Kind]) => DraftOf[Kind] | null;
  /** Problems that are known already, such as from a refused publishing. */
  fields?: readonly FieldError[];
  onView: (view: ViewOf[Kind]) => void;
}

interface Session<Kind extends ListingKind> {
  autosave: Autosave<DraftOf[Kind]>;
  id: () => string | null;
  /** Makes sure that it exists on the server, even with nothing typed. */
  ensure: () => Promise<string>;
}

/**
 * Begins a listing on the server. Where the answer to an earlier try was lost, before a reload or not, that one is taken up:
 * it may have arrived, and holds the words of that moment then.
 */
const beginOnce = async <Kind extends ListingKind>(
  viewerId: string,
  kind: Kind,
  words: DraftOf[Kind],
): Promise<ViewOf[Kind]> => {
  const earlier = readBeginning(viewerId, kind);
  const beginning = earlier ?? newKey();
  writeBeginning(viewerId, kind, beginning);
  let view = await createListing(kind, { ...words, key: beginning });
  if (earlier !== null && view.status !== 'draft') {
    // It was found and gone on with elsewhere: these words are another one's.
    writeBeginning(viewerId, kind, null);
    return beginOnce(viewerId, kind, words);
  }
  if (earlier !== null) view = await updateListing(kind, view.id, { ...words, version: view.version });
  // Only now: whatever is cut off before is taken up again.
  writeBeginning(viewerId, kind, null);
  return view;
};

const startSession = <Kind extends ListingKind>(options: DraftOptions<Kind>): Session<Kind> => {
  const { kind, viewerId, view, initial, onView } = options;
  let id = view?.id ?? null;
  const key = (): string => copyKey(viewerId, kind, id);
  const create = async (changes: Partial<DraftOf[Kind]>): Promise<ViewOf[Kind]> => {
    const view = await beginOnce(viewerId, kind, { ...initial, ...changes });
    writeCopy(key(), null);
    id = view.id;
    onView(view);
    return view;
  };
  const send = async (changes: Partial<DraftOf[Kind]>, version: number): Promise<{ version: number }> => {
    if (id === null) return create(changes);
    const updated = await updateListing(kind, id, { ...changes, version });
    onView(updated);
    return updated;
  };
  const autosave = createAutosave<DraftOf[Kind]>({
    initial,
    version: view?.version ?? 0,
    isAutomatic: view === null || view.status === 'draft',
    read: () => readCopy(key()),
    write: (copy) => writeCopy(key(), copy),
    send,
  });
  if (options.fields) autosave.setFields(options.fields);
  return {
    autosave,
    id: () => id,
    ensure: async () => {
      if (id !== null) return id;
      const created = await create({});
      autosave.reset(initial, created.version);
      return created.id;
    },
  };
};

export interface Draft<Kind extends ListingKind> {
  state: AutosaveState<DraftOf[Kind]>;
  change: (patch: Partial<DraftOf[Kind]>) => void;
  saveNow: () => Promise<boolean>;
  /** For one that is published: saves, and goes on when that has worked. */
  saveChanges: () => Promise<void>;
  keepMine: () => Promise<void>;
  takeTheirs: () => Promise<void>;
  publish: () => void;
  isPublishing: boolean;
  publishError: unknown;
  /** How often publishing or saving by hand was refused for the sake of a field. */
  refusals: number;
}

export const useDraft = <Kind extends ListingKind>(
  options: DraftOptions<Kind> & { onPublished: (view: ViewOf[Kind]) => void; onChanged: () => void },
): Draft<Kind> => {
  const { kind, toDraft, onPublished, onChanged } = options;
  const client = useQueryClient();
  const [session] = useState(() => startSession(options));
  const [refusals, setRefusals] = useState(options.fields ? 1 : 0);
  const { autosave } = session;
  const state = useSyncExternalStore(autosave.subscribe, autosave.get);
  useEffect(() => autosave.start(), [autosave]);

  const publishing = useMutation({
    mutationFn: async (): Promise<ViewOf[Kind] | null> => {
      if (!(await autosave.saveNow())) {
        setRefusals((before) => before + 1);
        return null;
      }
      const id = await session.ensure();
      return publishListing(kind, id, autosave.get().version);
    },
    onSuccess: (view) => {
      if (!view) return;
      takeListing(client, kind, view);
      onPublished(view);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'invalid')
        autosave.setFields(withEmpty(error.fields, autosave.get().values));
      setRefusals((before) => before + 1);
    },
  });

  const finish = (isSaved: boolean): void => {
    if (isSaved) onChanged();
    else setRefusals((before) => before + 1);
  };

  const takeTheirs = async (): Promise<void> => {
    const id = session.id();
    if (id === null) return autosave.reset(options.initial, 0);
    const view = await readListing(kind, id);
    takeListing(client, kind, view);
    const values = toDraft(view);
    if (values) autosave.reset(values, view.version);
  };

  return {
    state,
    change: autosave.change,
    saveNow: autosave.saveNow,
    saveChanges: async () => finish(await autosave.saveNow()),
    keepMine: async () => {
      const isSaved = await autosave.keepMine();
      if (isSaved && options.view?.status === 'published') onChanged();
    },
    takeTheirs,
    publish: () => publishing.mutate(),
    isPublishing: publishing.isPending,
    publishError: publishing.error,
    refusals,
  };
};
