import type { TalkStanding } from '@enishi/shared/talk';
import type { StoredFile } from './files-store.js';

/** Its author, or a coordinator. Who may see it at all is decided by its audience. */
export const canRemoveFile = (
  actorId: string,
  standing: TalkStanding,
  file: Pick<StoredFile, 'authorId' | 'state'>,
): boolean => file.state === 'kept' && (file.authorId === actorId || standing.side === 'desk');
