import type { ReactNode } from 'react';
import { messageLimits } from '@enishi/shared/threads';
import { useCopy } from '../../copy/index.js';
import { Tag } from '../../ui/Tag.js';
import { useUnread } from './use-thread.js';

interface UnreadNotesProps {
  ids: readonly string[];
  children: (noteOf: (id: string) => ReactNode) => ReactNode;
}

/** For lists of introductions: how many messages are unread in each, asked for in one call for the newest of them. */
export const UnreadNotes = ({ ids, children }: UnreadNotesProps) => {
  const t = useCopy('talk');
  const unreadOf = useUnread('introduction', ids.slice(0, messageLimits.counted));
  return children((id) => {
    const count = unreadOf(id);
    return count > 0 ? <Tag look="attention">{t('unread', { count })}</Tag> : null;
  });
};
