import { IconFile, IconFileSpreadsheet, IconFileTypePdf, IconFileText, IconFileZip } from '@tabler/icons-react';
import { downloadFile } from '@enishi/shared/files';
import type { FileKind, FileView } from '@enishi/shared/files';
import { useCopy } from '../../copy/index.js';
import { addressOf } from '../../lib/http.js';
import { isImage } from './use-files.js';
import styles from './Talk.module.css';
import { useSize } from './words.js';

const icons: Partial<Record<FileKind, typeof IconFile>> = {
  pdf: IconFileTypePdf,
  xlsx: IconFileSpreadsheet,
  xls: IconFileSpreadsheet,
  csv: IconFileSpreadsheet,
  text: IconFileText,
  zip: IconFileZip,
};

/** A file to be saved by a click; a picture shows small. */
export const FileChip = ({ file }: { file: FileView }) => {
  const t = useCopy('talk');
  const sizeOf = useSize();
  const { id, name, kind, size, removedAt } = file;
  if (removedAt) return <span className={styles.gone}>{t('removedFile', { name })}</span>;
  const address = addressOf(downloadFile, { id });
  const Icon = icons[kind] ?? IconFile;
  return (
    <a className={styles.chip} href={address} download={name}>
      {isImage(kind) ? (
        <img className={styles.thumbnail} src={address} alt="" loading="lazy" width={40} height={40} />
      ) : (
        <Icon size={20} stroke={1.6} aria-hidden />
      )}
      <span>{name}</span>
      <span className={styles.size}>{sizeOf(size)}</span>
    </a>
  );
};
