import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { useTitle } from '../../ui/use-title.js';
import { HowItWorks } from './HowItWorks.js';
import styles from './Landing.module.css';

const steps = ['one', 'two', 'three', 'four'] as const;
const people = ['company', 'researcher', 'expert', 'coordinator'] as const;

const Steps = () => {
  const t = useCopy('visitor');
  return (
    <section className={styles.section} aria-labelledby="steps">
      <h2 id="steps" className={styles.heading}>
        {t('steps.title')}
      </h2>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>
            <h3>{t(`steps.${step}`)}</h3>
            <p>{t(`steps.${step}Text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};

const People = () => {
  const t = useCopy('visitor');
  return (
    <section className={styles.section} aria-labelledby="people">
      <h2 id="people" className={styles.heading}>
        {t('who.title')}
      </h2>
      <div className={styles.people}>
        {people.map((who) => (
          <div key={who}>
            <h3>{t(`who.${who}`)}</h3>
            <p>{t(`who.${who}Text`)}</p>
          </div>
        ))}
      </div>
    </section>
  );
};

interface LandingProps {
  /** What is newest, from the feature of listings. */
  newest: ReactNode;
  /** Where a signed-in reader goes on; null for a visitor. */
  home: { to: string; name: string } | null;
}

export const Landing = ({ newest, home }: LandingProps) => {
  const t = useCopy('visitor');
  useTitle(null);
  return (
    <div className={styles.landing}>
      <div className={styles.hero}>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <div className={styles.buttons}>
          {home ? (
            <Link to={home.to} className={styles.go}>
              {home.name}
            </Link>
          ) : (
            <Link to="/sign-up" className={styles.go}>
              {t('toSignUp')}
            </Link>
          )}
          <Link to="/inquiry" className={styles.other}>
            {t('toInquiry')}
          </Link>
          <Link to="/needs" className={styles.other}>
            {t('toNeeds')}
          </Link>
          <Link to="/seeds" className={styles.other}>
            {t('toSeeds')}
          </Link>
        </div>
      </div>
      <HowItWorks />
      <Steps />
      <div className={styles.section}>{newest}</div>
      <People />
    </div>
  );
};
