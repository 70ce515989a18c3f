import { useEffect, useState, useSyncExternalStore } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MinutesContent, MinutesView } from '@enishi/shared/minutes';
import { getMinutes, getMinutesVersion, saveMinutes, sendMinutes } from '@enishi/shared/minutes';
import { createAutosave } from '../../lib/autosave.js';
import type { Autosave, AutosaveState, KeptCopy } from '../../lib/autosave.js';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';
import { readStored, writeStored } from '../../lib/storage.js';

const keyOf = (id: string) => ['meetings', 'minutes', id] as const;

export const useMinutes = (id: string, isWatched: boolean) => {
  const client = useQueryClient();
  useHint('meeting', () => void (isWatched && client.invalidateQueries({ queryKey: keyOf(id) })), id);
  return useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => call(getMinutes, { params: { id }, signal }) });
};

export const useMinutesVersion = (id: string, number: number | null) =>
  useQuery({
    queryKey: [...keyOf(id), number],
    queryFn: ({ signal }) => call(getMinutesVersion, { params: { id, number: number ?? 1 }, signal }),
    enabled: number !== null,
    staleTime: Infinity,
  });

export const useSendMinutes = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => call(sendMinutes, { params: { id }, body: { version } }),
    onSuccess: (view) => {
      client.setQueryData(keyOf(id), view);
      void client.invalidateQueries({ queryKey: ['meetings', 'one', id] });
    },
  });
};

/** Rows without words are not saved; they are on the screen only, to be filled. */
const withoutBlanks = ({ decisions, actions, ...rest }: Partial<MinutesContent>): Partial<MinutesContent> => ({
  ...rest,
  ...(decisions && { decisions: decisions.filter((one) => one.trim() !== '') }),
  ...(actions && { actions: actions.filter(({ text }) => text.trim() !== '') }),
});

const parseKept = (text: string | null): KeptCopy<MinutesContent> | null => {
  try {
    return text ? (JSON.parse(text) as KeptCopy<MinutesContent>) : null;
  } catch {
    return null;
  }
};

/** The draft as it is typed: kept in the browser at once, on the server a moment later. */
export const useDraft = (
  view: MinutesView,
): { draft: Autosave<MinutesContent>; state: AutosaveState<MinutesContent> } => {
  const client = useQueryClient();
  const [draft] = useState(() => {
    const stored = `enishi.minutes.${view.meetingId}`;
    return createAutosave<MinutesContent>({
      initial: {
        text: view.text,
        decisions: view.decisions,
        actions: view.actions.map(({ shownOwner: _shown, ...action }) => action),
      },
      version: view.version,
      isAutomatic: true,
      read: () => parseKept(readStored(stored)),
      write: (copy) => writeStored(stored, copy && JSON.stringify(copy)),
      async send(changes, version) {
        const params = { id: view.meetingId };
        const saved = await call(saveMinutes, { params, body: { ...withoutBlanks(changes), version } });
        client.setQueryData(keyOf(view.meetingId), saved);
        return saved;
      },
    });
  });
  useEffect(() => draft.start(), [draft]);
  return { draft, state: useSyncExternalStore(draft.subscribe, draft.get) };
};
