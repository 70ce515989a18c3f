import { Suspense, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { Side } from '@enishi/shared/introductions';
import type { CandidateKind } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { InterestForm } from './InterestForm.js';

export interface InterestButtonProps {
  /** The need; left out where it is the viewer's own and must be chosen. */
  needId?: string;
  /** The seed or profile; left out where it is the viewer's own and must be chosen. */
  itemKind?: CandidateKind;
  itemId?: string;
  /** Title of what the interest is about, for the message that is begun. */
  title?: string | undefined;
  /** One's own half, where both are given. */
  own?: { side: Side; title: string } | undefined;
  /** quiet: a second action beside another. */
  look?: 'go' | 'quiet';
  onDone?: () => void;
}

/** Expresses interest between a need and a seed or profile; the side that is not given is chosen among one's own. */
export const InterestButton = ({ look = 'go', ...pair }: InterestButtonProps) => {
  const t = useCopy('introductions');
  const common = useCopy('common');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Button variant={look === 'go' ? 'filled' : 'default'} onClick={() => setIsOpen(true)}>
        {t('interest')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('interestTitle')}
        size="lg"
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <Suspense>
          <InterestForm {...pair} onClose={close} />
        </Suspense>
      </Modal>
    </>
  );
};
