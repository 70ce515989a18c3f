import type { ReactNode } from 'react';
import styles from './State.module.css';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
  icon?: ReactNode;
  /** Level of the heading, so that levels stay in order. */
  level?: 2 | 3;
}

export const EmptyState = ({ title, children, action, icon, level = 2 }: EmptyStateProps) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={styles.state}>
      {icon ? (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <Heading className={styles.title}>{title}</Heading>
      {children ? <div className={styles.text}>{children}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
};
