import type { BoardCard } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { TagList } from '../../ui/Tag.js';
import styles from './Boards.module.css';

/** The saved query in words, and how far the pairs are. */
export const BoardFacts = ({ board }: { board: BoardCard }) => {
  const t = useCopy('boards');
  const format = useFormat();
  const nameOf = usePrefectureName();
  const { tags, words, prefectures, keeper, counts, note } = board;
  return (
    <>
      <TagList tags={tags} label={t('tags')} />
      <p className={styles.line}>
        <span>{prefectures.length === 0 ? t('anywhere') : format.list(prefectures.map(nameOf))}</span>
        {words === '' ? null : <span>{t('withWords', { words })}</span>}
        {keeper ? <span>{t('keeper', { name: keeper })}</span> : null}
        <span>{t('counts', counts)}</span>
      </p>
      {note === '' ? null : <p className={styles.long}>{note}</p>}
    </>
  );
};
