import type { TimelineEntry } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import styles from './CaseTimeline.module.css';

const Entry = ({ entry }: { entry: TimelineEntry }) => {
  const t = useCopy('workbench');
  const terms = useCopy('terms');
  const format = useFormat();
  const { kind, at, by, about, reason, text } = entry;
  return (
    <li className={styles.entry}>
      <time dateTime={at}>{format.dateTime(at)}</time>
      <div>
        <p>{t(`timeline.${kind}`, { by: by ?? t('timeline.somebody'), about: about ?? t('timeline.something') })}</p>
        {reason ? (
          <p className={styles.note}>{t('timeline.reason', { reason: terms(`declineReason.${reason}`) })}</p>
        ) : null}
        {text ? <p className={styles.text}>{text}</p> : null}
      </div>
    </li>
  );
};

/** Everything that happened to a need, newest first. */
export const CaseTimeline = ({ entries }: { entries: readonly TimelineEntry[] }) => {
  const t = useCopy('workbench');
  return (
    <section className={styles.timeline} aria-labelledby="timeline">
      <h3 id="timeline" className={styles.title}>
        {t('timeline.title')}
      </h3>
      {entries.length === 0 ? <p className={styles.note}>{t('timeline.empty')}</p> : null}
      <ol className={styles.entries}>
        {[...entries].reverse().map((entry, index) => (
          <Entry key={`${entry.at}/${entry.kind}/${entries.length - index}`} entry={entry} />
        ))}
      </ol>
    </section>
  );
};
