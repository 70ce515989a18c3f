import type { ReactNode } from 'react';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { ErrorNote } from './ErrorNote.js';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  children?: ReactNode;
  confirmLabel: string;
  /** Vermilion button, for what cannot be undone. */
  isGrave?: boolean;
  isBusy?: boolean;
  isDisabled?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that others notice or that cannot be undone; may hold fields. */
export const ConfirmDialog = ({
  isOpen,
  title,
  children,
  confirmLabel,
  isGrave = false,
  isBusy = false,
  isDisabled = false,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const t = useCopy('common');
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <Stack gap="md">
          {children}
          <ErrorNote error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" color={isGrave ? 'shu' : 'ai'} loading={isBusy} disabled={isDisabled}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
