import { Button, Menu } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { CaseStage } from '@enishi/shared/case-stages';
import { useCopy } from '../../copy/index.js';

interface MoveMenuProps {
  title: string;
  allowed: readonly CaseStage[];
  isBusy?: boolean;
  look?: 'compact' | 'plain';
  onMove: (to: CaseStage) => void;
}

/** Every move that is allowed, as a plain list: for whoever does not drag. */
export const MoveMenu = ({ title, allowed, isBusy = false, look = 'compact', onMove }: MoveMenuProps) => {
  const t = useCopy('cases');
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size={look === 'compact' ? 'compact-sm' : 'sm'}
          variant="default"
          loading={isBusy}
          {...(look === 'compact' && { 'aria-label': t('board.moveOf', { title }) })}
          rightSection={<IconArrowRight size={14} aria-hidden />}
        >
          {t(look === 'compact' ? 'board.move' : 'head.move')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {allowed.map((stage) => (
          <Menu.Item key={stage} onClick={() => onMove(stage)}>
            {t('board.moveTo', { stage: t(`stage.${stage}`) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
