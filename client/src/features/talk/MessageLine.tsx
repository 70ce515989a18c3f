import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import type { TalkSubject } from '@enishi/shared/talk';
import { messageLimits, type MessageView } from '@enishi/shared/threads';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { Tag } from '../../ui/Tag.js';
import { FileChip } from './FileChip.js';
import styles from './Talk.module.css';
import { useEdit, useWithdraw } from './use-thread.js';
import { useSideWords } from './words.js';

interface PartProps {
  subject: TalkSubject;
  message: MessageView;
}

const EditDialog = ({ subject, message, onClose }: PartProps & { onClose: () => void }) => {
  const t = useCopy('talk');
  const [text, setText] = useState(message.text);
  const edit = useEdit(subject, message.id);
  return (
    <ConfirmDialog
      isOpen
      title={t('editTitle')}
      confirmLabel={t('save')}
      isBusy={edit.isPending}
      isDisabled={text.trim() === ''}
      error={edit.error}
      onConfirm={() => edit.mutate({ version: message.version, text }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Textarea
        label={t('editTitle')}
        description={t('editExplain', { count: messageLimits.editMinutes })}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={messageLimits.text}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
};

const WithdrawDialog = ({ subject, message, onClose }: PartProps & { onClose: () => void }) => {
  const t = useCopy('talk');
  const withdraw = useWithdraw(subject, message.id);
  return (
    <ConfirmDialog
      isOpen
      title={t('withdrawTitle')}
      confirmLabel={t('withdraw')}
      isGrave
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t('withdrawExplain')}</p>
    </ConfirmDialog>
  );
};

const lookOf = ({ author, audience }: MessageView): string =>
  [styles.message, author.isMine ? styles.mine : '', audience === 'desk' ? styles.desk : ''].join(' ');

/** One message: who said it to whom and when, its words and files, and what its author may still do with it. */
export const MessageLine = ({ subject, message }: PartProps) => {
  const t = useCopy('talk');
  const format = useFormat();
  const words = useSideWords(subject.kind);
  const [open, setOpen] = useState<'edit' | 'withdraw' | null>(null);
  const { author, audience, text, createdAt, editedAt, withdrawnAt, files, abilities } = message;
  const close = (): void => setOpen(null);
  return (
    <article className={lookOf(message)}>
      <p className={styles.head}>
        <strong>{author.isMine ? t('you') : (author.displayName ?? t('closedName'))}</strong>
        {author.isMine ? null : <Tag look="plain">{words.side(author.side)}</Tag>}
        <time dateTime={createdAt} className={styles.meta}>
          {format.time(createdAt)}
        </time>
        {editedAt && !withdrawnAt ? <span className={styles.meta}>{t('edited')}</span> : null}
        <span className={styles.meta}>→ {words.audience(audience)}</span>
      </p>
      {withdrawnAt ? <p className={styles.withdrawn}>{t('withdrawn')}</p> : <p className={styles.words}>{text}</p>}
      {files.length > 0 ? (
        <ul className={styles.attached}>
          {files.map((file) => (
            <li key={file.id}>
              <FileChip file={file} />
            </li>
          ))}
        </ul>
      ) : null}
      {abilities.canEdit || abilities.canWithdraw ? (
        <div className={styles.actions}>
          {abilities.canEdit ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen('edit')}>
              {t('edit')}
            </Button>
          ) : null}
          {abilities.canWithdraw ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen('withdraw')}>
              {t('withdraw')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {open === 'edit' ? <EditDialog subject={subject} message={message} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawDialog subject={subject} message={message} onClose={close} /> : null}
    </article>
  );
};
