import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  /** narrow: for reading and forms; slim: for signing in; wide: the whole window. */
  width?: 'normal' | 'narrow' | 'slim' | 'wide';
  children: ReactNode;
}

/** Frame of a page: its width and the space around it. */
export const Page = ({ width = 'normal', children }: PageProps) => (
  <div className={[styles.page, width === 'normal' ? '' : styles[width]].join(' ')}>{children}</div>
);
