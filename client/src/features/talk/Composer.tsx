import { useId, useRef, useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { acceptedEndings } from '@enishi/shared/files';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { messageLimits } from '@enishi/shared/threads';
import { useCopy } from '../../copy/index.js';
import { AudienceChoice } from './AudienceChoice.js';
import styles from './Talk.module.css';
import { useComposer, type Outgoing } from './use-composer.js';
import { problemOfFile } from './use-files.js';
import { useFileProblem } from './words.js';

interface OutgoingLineProps {
  one: Outgoing;
  onAgain: () => void;
  onDiscard: () => void;
}

const OutgoingLine = ({ one, onAgain, onDiscard }: OutgoingLineProps) => {
  const t = useCopy('talk');
  return (
    <li>
      <div
        className={one.isSending ? `${styles.message} ${styles.mine}` : styles.failed}
        role={one.isSending ? 'status' : 'alert'}
      >
        <p className={styles.words}>{one.text}</p>
        {one.isSending ? (
          <span className={styles.meta}>{t('sending')}</span>
        ) : (
          <>
            <span>
              <strong>{t('failed')}</strong> {one.problem}
            </span>
            <Button size="compact-sm" variant="default" onClick={onAgain}>
              {t('again')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={onDiscard}>
              {t('discard')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
};

interface AttachProps {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}

const Attach = ({ files, onChange }: AttachProps) => {
  const t = useCopy('talk');
  const problems = useFileProblem();
  const picker = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const handlePick = (event: React.ChangeEvent<HTMLInputElement>): void => {
    const given = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    const wrong = given.find((file) => problemOfFile(file));
    setProblem(wrong ? problems.of(problemOfFile(wrong) ?? undefined, wrong.name) : null);
    onChange([...files, ...given.filter((file) => !problemOfFile(file))].slice(0, messageLimits.files));
  };
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPaperclip size={16} aria-hidden />}
        onClick={() => picker.current?.click()}
      >
        {t('attach')}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={acceptedEndings.join(',')}
        onChange={handlePick}
        aria-label={t('attach')}
      />
      {problem ? <p role="alert">{problem}</p> : null}
      {files.length > 0 ? (
        <ul className={styles.attached} aria-label={t('attached')}>
          {files.map((file, index) => (
            <li key={`${index}-${file.name}`} className={styles.file}>
              {file.name}
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('detach', { name: file.name })}
                onClick={() => onChange(files.filter((_, other) => other !== index))}
              >
                <IconX size={16} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

interface ComposerProps {
  subject: TalkSubject;
  viewerId: string;
  audiences: readonly Audience[];
  first: Audience | null;
}

/** Writes to named readers; Ctrl+Enter sends. */
export const Composer = ({ subject, viewerId, audiences, first }: ComposerProps) => {
  const t = useCopy('talk');
  const common = useCopy('common');
  const name = useId();
  const composer = useComposer(subject, viewerId);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isTried, setIsTried] = useState(false);
  const { text } = composer;
  const chosen = composer.audience && audiences.includes(composer.audience) ? composer.audience : first;
  const submit = (): void => {
    setIsTried(true);
    if (!chosen || text.trim() === '') return;
    composer.submit(text, chosen, files);
    setFiles([]);
    setIsTried(false);
  };
  const handleKeyDown = (event: React.KeyboardEvent): void => {
    // While a word is being composed, Enter belongs to the input method.
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className={styles.composer}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ul className={styles.uploads}>
        {composer.outgoing.map((one) => (
          <OutgoingLine
            key={one.clientId}
            one={one}
            onAgain={() => composer.again(one)}
            onDiscard={() => composer.discard(one)}
          />
        ))}
      </ul>
      <Textarea
        label={t('compose')}
        description={t('composeHelp')}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={messageLimits.text}
        value={text}
        onChange={(event) => composer.setText(event.currentTarget.value)}
        onKeyDown={handleKeyDown}
      />
      {text.length > messageLimits.text / 2 ? (
        <p className={styles.meta}>{common('count', { now: text.length, limit: messageLimits.text })}</p>
      ) : null}
      <AudienceChoice
        name={name}
        kind={subject.kind}
        audiences={audiences}
        value={chosen}
        onChange={composer.setAudience}
        error={isTried && !chosen ? t('audienceMissing') : null}
      />
      <Attach files={files} onChange={setFiles} />
      <div>
        <Button type="submit" disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </div>
    </form>
  );
};
