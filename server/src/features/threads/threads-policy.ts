import { messageLimits } from '@enishi/shared/threads';
import type { Message } from './threads-store.js';

type Seen = Pick<Message, 'authorId' | 'createdAt' | 'withdrawnAt'>;

const editMs = messageLimits.editMinutes * 60_000;

/** Words are their author's alone. They may be changed while nobody is likely to have built on them, withdrawn always. */
export const messageAbilities = (actorId: string, message: Seen, now: Date) => {
  const isOwn = message.authorId === actorId && message.withdrawnAt === null;
  return { canEdit: isOwn && now.getTime() - message.createdAt.getTime() < editMs, canWithdraw: isOwn };
};
