import { useCopy } from '../copy/index.js';
import styles from './Help.module.css';

interface HelpProps {
  help: string;
  example?: string;
}

/** What belongs into a field, and one good example. */
export const Help = ({ help, example }: HelpProps) => {
  const t = useCopy('common');
  return (
    <>
      {help}
      {example ? <span className={styles.example}>{t('example', { text: example })}</span> : null}
    </>
  );
};
