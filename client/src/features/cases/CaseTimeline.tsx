import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { disclosureGroups } from '@enishi/shared/disclosure';
import type { TimelineEntry } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import styles from './CaseTimeline.module.css';

/** What an entry says, made from its kind and facts. */
const useEntrySentence = (): ((entry: TimelineEntry) => string) => {
  const t = useCopy('cases');
  const terms = useCopy('terms');
  return ({ kind, by, about, from, to, isAutomatic }) => {
    const group = disclosureGroups.find((known) => known === about);
    return t(kind === 'moved' && isAutomatic ? 'movedByItself' : `told.${kind}`, {
      by: by ?? t('timeline.somebody'),
      about: about ?? t('timeline.something'),
      from: from ? t(`stage.${from}`) : '',
      to: to ? t(`stage.${to}`) : '',
      group: group ? terms(`group.${group}`) : '',
    });
  };
};

const EntryBody = ({ entry }: { entry: TimelineEntry }) => {
  const t = useCopy('cases');
  const terms = useCopy('terms');
  const format = useFormat();
  const sentenceOf = useEntrySentence();
  const { reason, endReason, text, isAutomatic, address } = entry;
  const why = reason ? terms(`declineReason.${reason}`) : endReason ? t(`endReason.${endReason}`) : null;
  const { editedAt = null, editedBy = null, isRemoved = false } = entry.entry ?? {};
  return (
    <>
      <p>
        {sentenceOf(entry)} {isAutomatic ? <span className={styles.note}>{t('timeline.automatic')}</span> : null}{' '}
        {address ? <Link to={address}>{t('timeline.page')}</Link> : null}
      </p>
      {why ? <p className={styles.note}>{t('timeline.reason', { reason: why })}</p> : null}
      {isRemoved ? <p className={styles.note}>{t('write.removed')}</p> : null}
      {text ? <p className={styles.text}>{text}</p> : null}
      {editedAt && !isRemoved ? (
        <p className={styles.note}>
          {t('write.edited', { date: format.dateTime(editedAt), by: editedBy ?? t('timeline.somebody') })}
        </p>
      ) : null}
    </>
  );
};

interface CaseTimelineProps {
  /** Oldest first. */
  entries: readonly TimelineEntry[];
  order?: 'newest' | 'oldest';
  /** What can be done with an entry. */
  actionsOf?: (entry: TimelineEntry) => ReactNode;
}

/** What happened, without a heading. */
export const TimelineEntries = ({ entries, order = 'newest', actionsOf }: CaseTimelineProps) => {
  const format = useFormat();
  const ordered = order === 'newest' ? [...entries].reverse() : entries;
  return (
    <ol className={styles.entries}>
      {ordered.map((entry) => (
        <li key={entry.key} className={styles.entry}>
          <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          <div>
            <EntryBody entry={entry} />
            {actionsOf?.(entry)}
          </div>
        </li>
      ))}
    </ol>
  );
};

/** Everything that happened, newest first, as the workbench shows it. */
export const CaseTimeline = ({ entries }: { entries: readonly TimelineEntry[] }) => {
  const t = useCopy('cases');
  return (
    <section className={styles.timeline} aria-labelledby="timeline">
      <h3 id="timeline" className={styles.title}>
        {t('timeline.title')}
      </h3>
      {entries.length === 0 ? <p className={styles.note}>{t('timeline.empty')}</p> : null}
      <TimelineEntries entries={entries} />
    </section>
  );
};
