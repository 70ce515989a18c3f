// What needs attention, most urgent first. One tab stop; the arrow keys move within.
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { QueueItem } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import type { Format } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { Clock } from '../../ui/Clock.js';
import styles from './QueueList.module.css';

interface QueueListProps {
  items: readonly QueueItem[];
  /** Need that is open. */
  needId: string | null;
  /** Keys of items that appeared or changed while on screen. */
  changed: ReadonlySet<string>;
  addressOf: (item: QueueItem) => string;
}

export const queueItemKey = ({ kind, caseId, needId, introductionId, meetingId, what }: QueueItem): string =>
  [kind, caseId, needId, introductionId, meetingId, what].join('/');

/** The day on which it is due; a day that is over at midnight is still that day. */
const dueDay = ({ dueAt }: QueueItem, format: Format): string =>
  format.date(new Date(new Date(dueAt).getTime() - 1).toISOString());

/** What is to be done, in a sentence that needs no knowledge of the product. */
const useTodo = (): ((item: QueueItem) => string) => {
  const t = useCopy('workbench');
  return ({ kind, title, what, whom }) =>
    kind === 'inquiry_unanswered' && whom
      ? t('todo.inquiry_unanswered_from', { title, whom })
      : t(`todo.${kind}`, { title, what, whom });
};

const Facts = ({ item }: { item: QueueItem }) => {
  const t = useCopy('workbench');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const { kind, prefecture, lead, isMine, candidates, needId } = item;
  return (
    <>
      <span className={styles.row}>
        <Clock dueAt={item.dueAt} label={t(`clock.${kind}`)} />
        <span>{t('by', { date: dueDay(item, format) })}</span>
      </span>
      <span className={styles.row}>
        <span>{t(`queue.${kind}`)}</span>
        <span>{prefectureOf(prefecture)}</span>
        {needId ? <span>{t('candidateCount', { count: candidates })}</span> : null}
        <span className={isMine ? styles.mine : undefined}>
          {isMine ? t('mine') : lead ? t('ledBy', { name: lead }) : t('noLead')}
        </span>
      </span>
    </>
  );
};

const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = event.key === 'Home' ? links[0] : event.key === 'End' ? links.at(-1) : step && links[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  // Walking on opens needs beside the queue; what has a page of its own is opened by Enter.
  if (step && next.dataset.need) next.click();
};

/**
 * Whoever goes through the queue stays in it: a change of page moves the focus to the top of the page, which would end
 * every walk by keyboard after one step.
 */
const useStayInQueue = (needId: string | null) => {
  const list = useRef<HTMLUListElement>(null);
  const isWalking = useRef(false);
  useEffect(() => {
    if (!isWalking.current) return;
    isWalking.current = false;
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-current]')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [needId]);
  return { list, begin: () => (isWalking.current = true) };
};

export const QueueList = ({ items, needId, changed, addressOf }: QueueListProps) => {
  const t = useCopy('workbench');
  const { list, begin } = useStayInQueue(needId);
  const todoOf = useTodo();
  const isBeside = (item: QueueItem): boolean => addressOf(item) === `/workbench/${item.needId ?? ''}`;
  const open = items.findIndex((item) => isBeside(item) && item.needId === needId);
  const stop = open === -1 ? 0 : open;
  return (
    <ul className={styles.list} ref={list} onKeyDown={moveFocus} onClick={begin}>
      {items.map((item, index) => {
        const key = queueItemKey(item);
        return (
          <li key={key}>
            <Link
              to={addressOf(item)}
              className={styles.item}
              aria-current={index === open ? 'true' : undefined}
              tabIndex={index === stop ? 0 : -1}
              {...(isBeside(item) && { 'data-need': item.needId })}
              preventScrollReset
            >
              <strong className={styles.title}>{todoOf(item)}</strong>
              <Facts item={item} />
              {changed.has(key) ? <span className={styles.changed}>{t('changed')}</span> : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
};
