import { useState } from 'react';
import { Button } from '@mantine/core';
import type { IntroductionView } from '@enishi/shared/introductions';
import { useCopy } from '../../copy/index.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonDialog } from './ReasonDialog.js';
import { useEnd } from './use-introductions.js';

interface EndActionProps {
  introduction: IntroductionView;
  onReload: () => void;
}

/** For the coordinator: ends an open introduction with a reason that both sides are told. */
export const EndAction = ({ introduction, onReload }: EndActionProps) => {
  const t = useCopy('introductions');
  const [isOpen, setIsOpen] = useState(false);
  const mutation = useEnd(introduction.id);
  const close = (): void => {
    setIsOpen(false);
    mutation.reset();
  };
  const handleSuccess = (): void => {
    notifyDone(t('ended'));
    close();
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('end')}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={t('endTitle')}
          explain={t('endExplain')}
          confirmLabel={t('endConfirm')}
          isBusy={mutation.isPending}
          error={mutation.error}
          version={introduction.version}
          onSend={(given, version) => mutation.mutate({ version, ...given }, { onSuccess: handleSuccess })}
          onClose={close}
          onReload={() => {
            onReload();
            close();
          }}
        />
      ) : null}
    </>
  );
};
