// The files of an introduction or a case: what is there, and adding to it by a button or by dropping.
import { useId, useRef, useState } from 'react';
import { Button, Progress, VisuallyHidden } from '@mantine/core';
import { acceptedEndings, fileLimits, type FileView } from '@enishi/shared/files';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { AudienceChoice } from './AudienceChoice.js';
import { FileChip } from './FileChip.js';
import styles from './Talk.module.css';
import { useFiles, useRemoveFile } from './use-files.js';
import { useUploads, type Upload } from './use-uploads.js';
import { useSideWords } from './words.js';

const FileRow = ({ subject, file }: { subject: TalkSubject; file: FileView }) => {
  const t = useCopy('talk');
  const format = useFormat();
  const words = useSideWords(subject.kind);
  const [isAsking, setIsAsking] = useState(false);
  const remove = useRemoveFile(subject);
  const { name, author, createdAt, audience, abilities } = file;
  const by = author.isMine ? t('you') : (author.displayName ?? t('closedName'));
  const handleRemove = (): void =>
    remove.mutate(file.id, {
      onSuccess: () => {
        setIsAsking(false);
        notifyDone(t('removedDone'));
      },
    });
  return (
    <li className={styles.file}>
      <FileChip file={file} />
      <span className={styles.meta}>
        {t('addedBy', { name: by, date: format.dateTime(createdAt) })}
        {' → '}
        {words.audience(audience)}
      </span>
      {abilities.canRemove ? (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('removeOf', { name })}
          onClick={() => setIsAsking(true)}
        >
          {t('remove')}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        isGrave
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={handleRemove}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('removeExplain', { name })}</p>
      </ConfirmDialog>
    </li>
  );
};

interface UploadRowProps {
  upload: Upload;
  onCancel: () => void;
  onRetry: () => void;
}

const UploadRow = ({ upload, onCancel, onRetry }: UploadRowProps) => {
  const t = useCopy('talk');
  const common = useCopy('common');
  const { file, progress, problem, canRetry } = upload;
  const { name } = file;
  if (problem)
    return (
      <li>
        <div className={styles.failed} role="alert">
          <span>{problem}</span>
          {canRetry ? (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              {t('again')}
            </Button>
          ) : null}
          <Button size="compact-sm" variant="subtle" onClick={onCancel}>
            {common('close')}
          </Button>
        </div>
      </li>
    );
  return (
    <li className={styles.upload}>
      <span>{t('uploading', { name })}</span>
      <Progress value={progress * 100} aria-label={t('uploading', { name })} className={styles.progress} />
      <Button size="compact-sm" variant="subtle" aria-label={t('cancelUpload', { name })} onClick={onCancel}>
        {common('cancel')}
      </Button>
    </li>
  );
};

interface AddFilesProps {
  subject: TalkSubject;
  audiences: readonly Audience[];
  first: Audience | null;
}

const AddFiles = ({ subject, audiences, first }: AddFilesProps) => {
  const t = useCopy('talk');
  const name = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [picked, setPicked] = useState<Audience | null>(null);
  const [isTried, setIsTried] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const [said, setSaid] = useState('');
  const audience = picked && audiences.includes(picked) ? picked : first;
  const { uploads, add, cancel, retry } = useUploads(subject, (added) => setSaid(t('added', { name: added })));
  const take = (files: FileList | null): void => {
    setIsTried(true);
    if (audience && files) add([...files], audience);
  };
  const handlePick = (event: React.ChangeEvent<HTMLInputElement>): void => {
    take(event.currentTarget.files);
    event.currentTarget.value = '';
  };
  const handleDrop = (event: React.DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  const handleButton = (): void => {
    setIsTried(true);
    if (audience) picker.current?.click();
  };
  return (
    <div
      className={isOver ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={handleDrop}
    >
      <AudienceChoice
        name={name}
        kind={subject.kind}
        audiences={audiences}
        value={audience}
        onChange={setPicked}
        error={isTried && !audience ? t('audienceMissing') : null}
      />
      <ul className={styles.uploads}>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} onCancel={() => cancel(upload)} onRetry={() => retry(upload)} />
        ))}
      </ul>
      <div className={styles.addLine}>
        <Button variant="default" onClick={handleButton}>
          {t('add')}
        </Button>
        <span className={styles.meta}>
          {isOver ? t('dropNow') : t('drop', { limit: fileLimits.bytes / 1_000_000 })}
        </span>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={acceptedEndings.join(',')}
        onChange={handlePick}
        aria-label={t('add')}
      />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
};

export const FilesPanel = ({ subject }: { subject: TalkSubject }) => {
  const t = useCopy('talk');
  const heading = useId();
  const query = useFiles(subject);
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {t('files')}
      </h2>
      {query.data ? (
        <>
          {query.data.items.length === 0 ? <p className={styles.meta}>{t('filesEmpty')}</p> : null}
          <ul className={styles.files}>
            {query.data.items.map((file) => (
              <FileRow key={file.id} subject={subject} file={file} />
            ))}
          </ul>
          <AddFiles subject={subject} audiences={query.data.audiences} first={query.data.defaultAudience} />
        </>
      ) : query.isPending ? (
        <LoadingState rows={1} height={60} />
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </section>
  );
};
