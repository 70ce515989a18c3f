import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './FieldGroup.module.css';

interface FieldGroupProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under a second-level heading. */
export const FieldGroup = ({ title, description, children }: FieldGroupProps) => {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      {description ? <div className={styles.description}>{description}</div> : null}
      <div className={styles.fields}>{children}</div>
    </section>
  );
};
