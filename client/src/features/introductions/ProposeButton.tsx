import { useState } from 'react';
import { Button, Modal, Stack } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { notifyDone } from '../../ui/notify.js';
import { introductionClock } from '@enishi/shared/introductions';
import { ReplyForm } from './ReplyForm.js';
import { useCreateIntroduction } from './use-introductions.js';
import { useLetter } from './use-letter.js';
import type { ProposedPair } from './use-letter.js';

interface ProposeProps {
  pair: ProposedPair;
  onDone: () => void;
}

const ProposeForm = ({ pair, onDone, onClose }: ProposeProps & { onClose: () => void }) => {
  const t = useCopy('introductions');
  const mutation = useCreateIntroduction();
  const letter = useLetter(pair);
  const { need, item } = pair;
  const handleSuccess = (): void => {
    notifyDone(t('proposed'));
    onClose();
    onDone();
  };
  return (
    <Stack gap="md">
      <p>{t('proposeExplain', { item: item.title, days: introductionClock.answerDays })}</p>
      <ReplyForm
        from="coordinator"
        first={letter}
        confirmLabel={t('proposeConfirm')}
        isBusy={mutation.isPending}
        error={mutation.error}
        onSend={(reply) =>
          mutation.mutate(
            { needId: need.id, itemKind: item.kind, itemId: item.id, reply },
            { onSuccess: handleSuccess },
          )
        }
        onClose={onClose}
      />
    </Stack>
  );
};

/** For a coordinator: asks both sides of a pair, with a letter. */
export const ProposeButton = ({ pair, onDone }: ProposeProps) => {
  const t = useCopy('introductions');
  const common = useCopy('common');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button data-command="propose" onClick={() => setIsOpen(true)}>
        {t('propose')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('proposeTitle')}
        size="lg"
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <ProposeForm pair={pair} onDone={onDone} onClose={close} />
      </Modal>
    </>
  );
};
