// One's own side's answer: accept, knowing what opens then, or decline with a reason.
import { useState } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import { introductionLimits } from '@enishi/shared/introductions';
import type { IntroductionView } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonDialog } from './ReasonDialog.js';
import { StaleIntroduction, staleOf } from './StaleIntroduction.js';
import { useAnswer } from './use-introductions.js';

interface DialogProps {
  introduction: IntroductionView;
  onClose: () => void;
  onReload: () => void;
}

const AcceptDialog = ({ introduction, onClose, onReload }: DialogProps) => {
  const t = useCopy('introductions');
  const [text, setText] = useState('');
  const mutation = useAnswer(introduction.id);
  const { answers, mySide, version } = introduction;
  const isLast = mySide !== null && answers[mySide === 'need' ? 'item' : 'need'].state === 'accepted';
  const stale = staleOf(mutation.error);
  const send = (seen: number): void =>
    mutation.mutate(
      { answer: 'accept', version: seen, text },
      {
        onSuccess: (view) => {
          notifyDone(t(view.state === 'connected' ? 'connected' : 'accepted'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('acceptTitle')}
      confirmLabel={t('accept')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={() => send(version)}
      onClose={onClose}
    >
      <p>{t(isLast ? 'acceptExplainLast' : 'acceptExplain')}</p>
      <Textarea
        label={t('acceptText')}
        description={t('acceptTextHelp')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={introductionLimits.message}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {stale ? <StaleIntroduction stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

const DeclineDialog = ({ introduction, onClose, onReload }: DialogProps) => {
  const t = useCopy('introductions');
  const mutation = useAnswer(introduction.id);
  return (
    <ReasonDialog
      title={t('declineTitle')}
      explain={t('declineExplain')}
      confirmLabel={t('declineConfirm')}
      isBusy={mutation.isPending}
      error={mutation.error}
      version={introduction.version}
      onSend={(given, version) =>
        mutation.mutate(
          { answer: 'decline', version, ...given },
          {
            onSuccess: () => {
              notifyDone(t('declined'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
      onReload={onReload}
    />
  );
};

interface AnswerActionsProps {
  introduction: IntroductionView;
  onReload: () => void;
}

export const AnswerActions = ({ introduction, onReload }: AnswerActionsProps) => {
  const t = useCopy('introductions');
  const [open, setOpen] = useState<'accept' | 'decline' | null>(null);
  const close = (): void => setOpen(null);
  const reload = (): void => {
    onReload();
    close();
  };
  const dialog = { introduction, onClose: close, onReload: reload };
  return (
    <>
      <Group gap="xs">
        <Button onClick={() => setOpen('accept')}>{t('accept')}</Button>
        <Button variant="default" onClick={() => setOpen('decline')}>
          {t('decline')}
        </Button>
      </Group>
      {open === 'accept' ? <AcceptDialog {...dialog} /> : null}
      {open === 'decline' ? <DeclineDialog {...dialog} /> : null}
    </>
  );
};
