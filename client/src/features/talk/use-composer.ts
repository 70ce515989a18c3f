// Writing and sending: the draft and whatever could not be sent are kept in this browser, and a second try of the same
// message is known to the server as such.
import { useEffect, useState } from 'react';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { isPassing } from '../../lib/api-error.js';
import { randomId } from '../../lib/random-id.js';
import { useBack } from '../../lib/reach.js';
import { readDraft, writeDraft, type Unsent } from './drafts.js';
import { sendFile } from './use-files.js';
import { usePost } from './use-thread.js';
import { useFileProblem } from './words.js';

/** Its files are in memory only: a reload keeps the words, and those files that had arrived. */
interface Waiting {
  file: File;
  clientId: string;
}

export interface Outgoing extends Unsent {
  waiting: readonly Waiting[];
  isSending: boolean;
  problem: string | null;
  /** Goes out by itself as soon as the server is well again. */
  isHeldBack: boolean;
}

const fresh = (unsent: Unsent): Outgoing => ({
  ...unsent,
  waiting: [],
  isSending: false,
  problem: null,
  isHeldBack: false,
});

interface State {
  text: string;
  audience: Audience | null;
  outgoing: readonly Outgoing[];
}

export const useComposer = (subject: TalkSubject, viewerId: string) => {
  const { kind, id } = subject;
  const [state, setState] = useState<State>(() => {
    const { unsent, ...draft } = readDraft(viewerId, subject);
    return { ...draft, outgoing: unsent.map(fresh) };
  });
  const post = usePost(subject);
  const { ofError } = useFileProblem();

  useEffect(() => {
    const unsent = state.outgoing.map(({ clientId, text, audience, fileIds }) => ({
      clientId,
      text,
      audience,
      fileIds,
    }));
    writeDraft(viewerId, { kind, id }, { text: state.text, audience: state.audience, unsent });
  }, [state, viewerId, kind, id]);

  const put = (changes: Partial<State>): void => setState((now) => ({ ...now, ...changes }));
  const change = (clientId: string, changes: Partial<Outgoing>): void =>
    setState((now) => ({
      ...now,
      outgoing: now.outgoing.map((one) => (one.clientId === clientId ? { ...one, ...changes } : one)),
    }));
  const drop = (clientId: string): void =>
    setState((now) => ({ ...now, outgoing: now.outgoing.filter((one) => one.clientId !== clientId) }));

  const send = async (given: Outgoing): Promise<void> => {
    const { clientId, text, audience } = given;
    let { fileIds, waiting } = given;
    let name = '';
    change(clientId, { isSending: true, problem: null, isHeldBack: false });
    try {
      for (const one of given.waiting) {
        name = one.file.name;
        const { signal } = new AbortController();
        const sent = await sendFile(subject, { ...one, audience, onProgress: () => undefined, signal });
        fileIds = [...fileIds, sent.id];
        waiting = waiting.slice(1);
        change(clientId, { fileIds, waiting });
      }
      await post.mutateAsync({ clientId, text, audience, fileIds });
      drop(clientId);
    } catch (error) {
      change(clientId, { isSending: false, problem: ofError(error, name), isHeldBack: isPassing(error) });
    }
  };

  // The same key again: what had arrived after all is there once.
  useBack(() => state.outgoing.filter((one) => one.isHeldBack).forEach((one) => void send(one)));

  return {
    ...state,
    setText: (text: string) => put({ text }),
    setAudience: (audience: Audience) => put({ audience }),
    submit: (text: string, audience: Audience, files: readonly File[]): void => {
      const waiting = files.map((file) => ({ file, clientId: randomId() }));
      const one = { ...fresh({ clientId: randomId(), text, audience, fileIds: [] }), waiting, isSending: true };
      setState((now) => ({ ...now, text: '', outgoing: [...now.outgoing, one] }));
      void send(one);
    },
    again: (one: Outgoing): void => void send(one),
    discard: ({ clientId }: Outgoing): void => drop(clientId),
  };
};
