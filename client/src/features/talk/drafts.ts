// What somebody has begun to write, or could not send, stays in this browser until it is sent or thrown away.
import { audience, type Audience, type TalkSubject } from '@enishi/shared/talk';
import { readStored, writeStored } from '../../lib/storage.js';

export interface Unsent {
  clientId: string;
  text: string;
  audience: Audience;
  fileIds: string[];
}
export interface Draft {
  text: string;
  audience: Audience | null;
  unsent: Unsent[];
}

const keyOf = (viewerId: string, { kind, id }: TalkSubject): string => `enishi.talk.${viewerId}.${kind}.${id}`;
const empty: Draft = { text: '', audience: null, unsent: [] };

const isText = (value: unknown): value is string => typeof value === 'string';
const asUnsent = (value: Partial<Unsent> | null): Unsent[] => {
  const to = audience.safeParse(value?.audience);
  if (!value || !to.success || !isText(value.clientId) || !isText(value.text)) return [];
  const fileIds = Array.isArray(value.fileIds) ? value.fileIds.filter(isText) : [];
  return [{ clientId: value.clientId, text: value.text, audience: to.data, fileIds }];
};

export const readDraft = (viewerId: string, subject: TalkSubject): Draft => {
  try {
    const kept = JSON.parse(readStored(keyOf(viewerId, subject)) ?? 'null') as Partial<Draft> | null;
    if (!kept) return empty;
    const to = audience.safeParse(kept.audience);
    const unsent = Array.isArray(kept.unsent) ? kept.unsent.flatMap(asUnsent) : [];
    return { text: isText(kept.text) ? kept.text : '', audience: to.success ? to.data : null, unsent };
  } catch {
    return empty;
  }
};

export const writeDraft = (viewerId: string, subject: TalkSubject, draft: Draft): void => {
  const isEmpty = draft.text === '' && draft.unsent.length === 0;
  writeStored(keyOf(viewerId, subject), isEmpty ? null : JSON.stringify(draft));
};
