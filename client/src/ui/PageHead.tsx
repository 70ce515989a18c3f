import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { useTitle } from './use-title.js';

interface PageHeadProps {
  title: string;
  eyebrow?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}

/** The one first-level heading of a page; also names the tab of the browser. */
export const PageHead = ({ title, eyebrow, description, actions }: PageHeadProps) => {
  useTitle(title);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        {eyebrow ? <div className={styles.eyebrow}>{eyebrow}</div> : null}
        <h1 className={styles.title}>{title}</h1>
        {description ? <div className={styles.description}>{description}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
};
