import type { ReactNode } from 'react';
import { useTagName } from '../lib/taxonomy.js';
import styles from './Tag.module.css';

interface TagProps {
  /** free: a word outside the taxonomy; plain: a fact; attention and done: states. */
  look?: 'tag' | 'free' | 'plain' | 'attention' | 'done';
  /** A word more, such as how two tags are related. */
  note?: string;
  children: ReactNode;
}

export const Tag = ({ look = 'tag', note, children }: TagProps) => (
  <span className={[styles.tag, look === 'tag' ? '' : styles[look]].join(' ')}>
    {children}
    {note ? <span className={styles.note}>{note}</span> : null}
  </span>
);

/** Name of a concept as a tag. */
export const ConceptTag = ({ id, note }: { id: string; note?: string }) => {
  const name = useTagName()(id);
  if (name === null) return <span className={`${styles.tag} ${styles.waiting}`} aria-hidden />;
  return <Tag {...(note ? { note } : {})}>{name}</Tag>;
};

interface TagListProps {
  tags: readonly string[];
  freeTags?: readonly string[];
  label?: string;
  /** Show at most so many. */
  limit?: number;
}

/** Concepts, then free words. */
export const TagList = ({ tags, freeTags = [], label, limit = Infinity }: TagListProps) => {
  if (tags.length + freeTags.length === 0) return null;
  const shown = tags.slice(0, limit);
  return (
    <ul className={styles.tags} aria-label={label}>
      {shown.map((id) => (
        <li key={id}>
          <ConceptTag id={id} />
        </li>
      ))}
      {freeTags.slice(0, Math.max(0, limit - shown.length)).map((word) => (
        <li key={word}>
          <Tag look="free">{word}</Tag>
        </li>
      ))}
    </ul>
  );
};
