import type { ReactNode } from 'react';
import type { TalkSubject } from '@enishi/shared/talk';
import { messageLimits } from '@enishi/shared/threads';
import { useCopy } from '../../copy/index.js';
import { Tag } from '../../ui/Tag.js';
import { useUnread } from './use-thread.js';

interface UnreadNotesProps {
  kind?: TalkSubject['kind'];
  ids: readonly string[];
  children: (noteOf: (id: string) => ReactNode) => ReactNode;
}

/** For lists of introductions or applications: how many messages are unread in each, asked for in one call. */
export const UnreadNotes = ({ kind = 'introduction', ids, children }: UnreadNotesProps) => {
  const t = useCopy('talk');
  const unreadOf = useUnread(kind, ids.slice(0, messageLimits.counted));
  return children((id) => {
    const count = unreadOf(id);
    return count > 0 ? <Tag look="attention">{t('unread', { count })}</Tag> : null;
  });
};
