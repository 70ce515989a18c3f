// What was said about an introduction or a case, oldest first, and a place to answer. What arrives is announced softly.
import { Fragment, useEffect, useId, useRef, useState } from 'react';
import { Button, VisuallyHidden } from '@mantine/core';
import type { TalkSubject } from '@enishi/shared/talk';
import type { MessageView, ThreadView } from '@enishi/shared/threads';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useViewer } from '../../lib/session.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Composer } from './Composer.js';
import { MessageLine } from './MessageLine.js';
import styles from './Talk.module.css';
import { useSideWords } from './words.js';
import { useEarlier, useMarkRead, useThread } from './use-thread.js';

/** Says who has written since the thread was opened. */
const useArrivals = (kind: TalkSubject['kind'], messages: readonly MessageView[]): string => {
  const t = useCopy('talk');
  const { side } = useSideWords(kind);
  const known = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const last = messages.findLast((message) => !message.author.isMine);
  const name = last ? (last.author.displayName ?? side(last.author.side)) : '';
  useEffect(() => {
    if (known.current !== null && last && known.current !== last.id) setSaid(t('arrived', { name }));
    known.current = last?.id ?? '';
  }, [last, name, t]);
  return said;
};

/** What is on a screen that somebody looks at has been read. */
const useReading = (subject: TalkSubject, { messages, unread, lastReadId }: ThreadView): void => {
  const { mutate } = useMarkRead(subject);
  const lastId = messages.at(-1)?.id;
  useEffect(() => {
    const look = (): void => {
      if (unread > 0 && lastId && lastId !== lastReadId && document.visibilityState === 'visible') mutate(lastId);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [unread, lastId, lastReadId, mutate]);
};

const Messages = ({ subject, thread }: { subject: TalkSubject; thread: ThreadView }) => {
  const t = useCopy('talk');
  const format = useFormat();
  const { messages, earlierCursor } = thread;
  const earlier = useEarlier(subject);
  // The mark as it was when the thread was opened: it must not run away from whoever is reading.
  const [readBefore] = useState(thread.unread > 0 ? thread.lastReadId : undefined);
  const firstNew = messages.findIndex((message, index) =>
    readBefore === undefined
      ? false
      : !message.author.isMine && (readBefore === null ? true : messages[index - 1]?.id === readBefore),
  );
  return (
    <>
      {earlierCursor ? (
        <div>
          <Button variant="default" loading={earlier.isPending} onClick={() => earlier.mutate(earlierCursor)}>
            {t('earlier')}
          </Button>
          <ErrorNote error={earlier.error} />
        </div>
      ) : null}
      <ol className={styles.list} aria-label={t('messages')}>
        {messages.map((message, index) => {
          const day = format.date(message.createdAt);
          const before = messages[index - 1];
          return (
            <Fragment key={message.id}>
              {!before || format.date(before.createdAt) !== day ? <li className={styles.day}>{day}</li> : null}
              {index === firstNew ? <li className={styles.new}>{t('newFromHere')}</li> : null}
              <li>
                <MessageLine subject={subject} message={message} />
              </li>
            </Fragment>
          );
        })}
      </ol>
    </>
  );
};

const Loaded = ({ subject, thread }: { subject: TalkSubject; thread: ThreadView }) => {
  const t = useCopy('talk');
  const viewer = useViewer();
  const said = useArrivals(subject.kind, thread.messages);
  useReading(subject, thread);
  return (
    <>
      {thread.messages.length === 0 ? (
        <EmptyState title={t('empty')} level={3}>
          {t('emptyExplain')}
        </EmptyState>
      ) : (
        <Messages subject={subject} thread={thread} />
      )}
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      {viewer ? (
        <Composer
          key={`${subject.kind}/${subject.id}`}
          subject={subject}
          viewerId={viewer.id}
          audiences={thread.audiences}
          first={thread.defaultAudience}
        />
      ) : null}
    </>
  );
};

interface ThreadProps {
  subject: TalkSubject;
  title?: string;
}

export const Thread = ({ subject, title }: ThreadProps) => {
  const t = useCopy('talk');
  const heading = useId();
  const query = useThread(subject);
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {title ?? t('thread')}
      </h2>
      {query.data ? (
        <Loaded subject={subject} thread={query.data} />
      ) : query.isPending ? (
        <LoadingState rows={2} height={72} />
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </section>
  );
};
