import { IconFileCertificate, IconLock, IconUserShield, IconUsers, IconWorld } from '@tabler/icons-react';
import type { DisclosureLevel } from '@enishi/shared/disclosure';
import { useCopy } from '../copy/index.js';
import styles from './DisclosureBadge.module.css';

const icons = {
  public: IconWorld,
  members: IconUsers,
  mutual: IconLock,
  nda: IconFileCertificate,
  coordinator: IconUserShield,
} as const;

interface DisclosureBadgeProps {
  level: DisclosureLevel;
  /** Said before the level, such as the group of fields it is for. */
  label?: string;
}

/** Who may read something: an icon and the words for it. */
export const DisclosureBadge = ({ level, label }: DisclosureBadgeProps) => {
  const t = useCopy('terms');
  const Icon = icons[level];
  return (
    <span className={styles.badge} title={t(`levelLong.${level}`)}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {label ? <span>{label}</span> : null}
      <span className={styles.level}>{t(`level.${level}`)}</span>
    </span>
  );
};
