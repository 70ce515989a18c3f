// Three panes side by side; on a small screen one at a time, with a bar to go between them.
import type { ReactNode, Ref } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import styles from './WorkbenchLayout.module.css';

export const views = ['queue', 'need', 'candidates'] as const;
export type View = (typeof views)[number];

interface WorkbenchLayoutProps {
  view: View;
  addressOfView: (view: View) => string;
  counts: Partial<Record<View, number>>;
  queue: ReactNode;
  need: ReactNode;
  candidates: ReactNode;
  rootRef: Ref<HTMLDivElement>;
}

export const WorkbenchLayout = ({
  view,
  addressOfView,
  counts,
  queue,
  need,
  candidates,
  rootRef,
}: WorkbenchLayoutProps) => {
  const t = useCopy('workbench');
  return (
    <div ref={rootRef}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <nav className={styles.bar} aria-label={t('views.label')}>
        {views.map((name) => (
          <Link key={name} to={addressOfView(name)} aria-current={name === view ? 'page' : undefined}>
            {t(`views.${name}`)}
            {counts[name] === undefined ? null : <span className={styles.count}>{counts[name]}</span>}
          </Link>
        ))}
      </nav>
      <div className={styles.panes} data-view={view}>
        <section className={styles.queue} aria-label={t('queueLabel')}>
          {queue}
        </section>
        <section className={styles.need} aria-label={t('needLabel')}>
          {need}
        </section>
        <section className={styles.candidates} aria-label={t('candidatesLabel')}>
          {candidates}
        </section>
      </div>
    </div>
  );
};
