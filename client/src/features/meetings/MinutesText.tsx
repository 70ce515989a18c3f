import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { MarkdownText } from './MarkdownText.js';
import styles from './Meetings.module.css';

interface MinutesTextProps {
  text: string;
  decisions: readonly string[];
  actions: readonly { key: string; text: string; owner: string; dueOn: string | null }[];
}

/** Minutes as they are read. HTML in them stays text, pictures are not loaded. */
export const MinutesText = ({ text, decisions, actions }: MinutesTextProps) => {
  const t = useCopy('meetings');
  const format = useFormat();
  return (
    <div className={styles.all}>
      <div className={styles.markdown}>{text ? <MarkdownText text={text} /> : <p>{t('minutesPart.empty')}</p>}</div>
      {decisions.length > 0 ? (
        <div>
          <h3>{t('minutesPart.decisions')}</h3>
          <ul>
            {decisions.map((decision) => (
              <li key={decision}>{decision}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {actions.length > 0 ? (
        <div>
          <h3>{t('minutesPart.actions')}</h3>
          <ul>
            {actions.map(({ key, text: what, owner, dueOn }) => (
              <li key={key}>
                {[what, owner, dueOn ? format.date(`${dueOn}T00:00:00+09:00`) : ''].filter(Boolean).join(' — ')}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
};
