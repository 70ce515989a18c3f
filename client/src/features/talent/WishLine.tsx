import type { Talent } from '@enishi/shared/talent';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Talent.module.css';

/** Where somebody would move to, when, and in which way. */
export const WishLine = ({ wish }: { wish: Talent['moveWish'] }) => {
  const t = useCopy('talent');
  const work = useCopy('workTerms');
  const format = useFormat();
  const nameOf = usePrefectureName();
  const { kind, prefectures, when } = wish;
  return (
    <p className={styles.wish}>
      <Tag look="done">{t('wish', { places: format.list(prefectures.map((code) => nameOf(code))) })}</Tag>
      <span>{work(`moveTime.${when}`)}</span>
      <span>{work(`moveKind.${kind}`)}</span>
    </p>
  );
};
