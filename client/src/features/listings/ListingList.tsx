import type { ReactNode } from 'react';
import styles from './ListingList.module.css';

/** Cards one below the other, two beside each other where there is room and it is asked for. */
export const ListingList = ({ children, isTwo = false }: { children: ReactNode; isTwo?: boolean }) => (
  <div className={isTwo ? styles.two : styles.list}>{children}</div>
);
