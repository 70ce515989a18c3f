// The way of one need, drawn: written without a name, candidates with reasons, a person in between, names after both
// accepted. One figure with a description; what is drawn is made of words, so it reads in both languages.
import { useCopy } from '../../copy/index.js';
import styles from './HowItWorks.module.css';

const candidates = [
  { key: 'seed', score: 86, parts: [38, 24, 10, 10, 4] },
  { key: 'expert', score: 71, parts: [30, 18, 10, 8, 5] },
  { key: 'teleworker', score: 58, parts: [22, 16, 10, 6, 4] },
] as const;

const Need = () => {
  const t = useCopy('visitor');
  return (
    <div className={`${styles.card} ${styles.need}`}>
      <p className={styles.caption}>{t('picture.need')}</p>
      <p className={styles.words}>{t('picture.needText')}</p>
      <p className={styles.who}>{t('picture.needWho')}</p>
    </div>
  );
};

/** Threads from one to three, or from the best one on; bent like a line drawn by hand. */
const Threads = ({ isFanning }: { isFanning: boolean }) => (
  <svg className={styles.threads} viewBox="0 0 100 300" preserveAspectRatio="none" aria-hidden>
    {isFanning ? (
      <>
        <path className={styles.best} d="M0 150 C 50 150, 50 50, 100 50" />
        <path className={styles.thread} d="M0 150 C 40 150, 60 150, 100 150" />
        <path className={styles.thread} d="M0 150 C 50 150, 50 250, 100 250" />
      </>
    ) : (
      <path className={styles.best} d="M0 50 C 50 50, 50 96, 100 96" />
    )}
  </svg>
);

const Candidates = () => {
  const t = useCopy('visitor');
  const terms = useCopy('terms');
  const part = ['tags', 'text', 'cooperation', 'region', 'readiness'] as const;
  return (
    <ul className={styles.candidates}>
      {candidates.map(({ key, score, parts }, position) => (
        <li key={key} className={`${styles.card} ${position === 0 ? styles.first : ''}`}>
          <div className={styles.top}>
            <div>
              <p className={styles.caption}>{t(`picture.${key}`)}</p>
              <p className={styles.name}>{t(`picture.${key}Text`)}</p>
            </div>
            <p className={styles.score}>
              {score}
              <small>{t('picture.points')}</small>
            </p>
          </div>
          <div className={styles.bar} aria-hidden>
            {parts.map((width, index) => (
              <span key={part[index]} style={{ width: `${width}%`, background: `var(--part-${index + 1})` }} />
            ))}
          </div>
          {position === 0 ? (
            <ul className={styles.reasons} aria-label={t('picture.reasons')}>
              <li>
                {terms('scorePart.tags')} <b>{t('picture.reason1Text')}</b>
              </li>
              <li>
                {terms('scorePart.text')} <b>{t('picture.reason2Text')}</b>
              </li>
              <li>
                {terms('scorePart.region')} <b>{t('picture.reason3Text')}</b>
              </li>
            </ul>
          ) : (
            <p className={styles.who}>{t(`picture.${key}Who`)}</p>
          )}
        </li>
      ))}
    </ul>
  );
};

const End = () => {
  const t = useCopy('visitor');
  return (
    <div className={styles.end}>
      <div className={styles.card}>
        <p className={styles.caption}>{t('picture.coordinator')}</p>
        <p className={styles.name}>{t('picture.coordinatorText')}</p>
      </div>
      <span className={styles.drop} aria-hidden />
      <div className={`${styles.card} ${styles.connected}`}>
        <p className={styles.name}>
          <svg viewBox="0 0 20 20" className={styles.check} aria-hidden>
            <path d="M4 10.5l4 4 8-9" />
          </svg>
          {t('picture.connected')}
        </p>
        <p className={styles.who}>{t('picture.connectedText')}</p>
      </div>
    </div>
  );
};

export const HowItWorks = () => {
  const t = useCopy('visitor');
  return (
    <figure className={styles.figure} aria-label={t('picture.label')}>
      <Need />
      <Threads isFanning />
      <Candidates />
      <Threads isFanning={false} />
      <End />
    </figure>
  );
};
