import type { ReactNode } from 'react';
import { IconEyeOff } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import type { DisclosureGroup, DisclosureLevel } from '@enishi/shared/disclosure';
import type { ListingKind } from '@enishi/shared/listings';
import { useCopy } from '../../copy/index.js';
import { useViewer } from '../../lib/session.js';
import styles from './Group.module.css';

interface HiddenGroupProps {
  kind: ListingKind;
  group: DisclosureGroup;
  level: DisclosureLevel;
  /** Within a box that already names the group: only the reason. */
  isPlain?: boolean;
}

/** Stands where a group of fields would: why it is closed, and what opens it. */
export const HiddenGroup = ({ kind, group, level, isPlain = false }: HiddenGroupProps) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const viewer = useViewer();
  const { pathname } = useLocation();
  const reason =
    group === 'organisation' && level === 'mutual' ? t(`hidden.organisation.${kind}`) : t(`hidden.reason.${level}`);
  return (
    <div className={isPlain ? styles.plain : styles.hidden}>
      <IconEyeOff size={18} stroke={1.6} aria-hidden className={styles.icon} />
      <div>
        {isPlain ? null : <p className={styles.hiddenTitle}>{t('hidden.title', { group: terms(`group.${group}`) })}</p>}
        <p className={styles.hiddenText}>{reason}</p>
        {level === 'members' && !viewer ? (
          <Link to={`/sign-in?next=${encodeURIComponent(pathname)}`}>{t('hidden.signIn')}</Link>
        ) : null}
      </div>
    </div>
  );
};

/** A passage that somebody wrote, under its question; nothing where nothing was written. */
export const Passage = ({ title, text, lang }: { title: string; text: string; lang: string }) =>
  text ? (
    <div className={styles.passage}>
      <dt>{title}</dt>
      <dd lang={lang}>{text}</dd>
    </div>
  ) : null;

export const Passages = ({ children }: { children: ReactNode }) => <dl className={styles.say}>{children}</dl>;

export const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;

export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

interface BoxProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A quiet box beside the text. */
export const Box = ({ title, aside, children }: BoxProps) => (
  <section className={styles.box}>
    <div className={styles.boxHead}>
      <h2 className={styles.boxTitle}>{title}</h2>
      {aside}
    </div>
    {children}
  </section>
);
