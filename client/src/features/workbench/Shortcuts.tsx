import { Kbd, Modal, Switch } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useCopy } from '../../copy/index.js';
import styles from './Shortcuts.module.css';

interface ShortcutsProps {
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  areOn: boolean;
  onSet: (areOn: boolean) => void;
}

const groups = [
  {
    name: 'queueGroup',
    keys: [
      [['J', '↓'], 'next'],
      [['K', '↑'], 'previous'],
    ],
  },
  {
    name: 'candidateGroup',
    keys: [
      [['Shift + J'], 'nextCandidate'],
      [['Shift + K'], 'previousCandidate'],
      [['P'], 'propose'],
      [['S'], 'shortlist'],
      [['X'], 'decline'],
    ],
  },
] as const;

const KeyTable = () => {
  const t = useCopy('workbench');
  return groups.map(({ name, keys }) => (
    <div key={name}>
      <h3 className={styles.group}>{t(`shortcuts.${name}`)}</h3>
      <dl className={styles.keys}>
        {keys.map(([pressed, what]) => (
          <div key={what} className={styles.key}>
            <dt>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`shortcuts.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  ));
};

/** The hint under the queue, and the list of all keys with the switch to turn them off. */
export const Shortcuts = ({ isOpen, onToggle, areOn, onSet }: ShortcutsProps) => {
  const t = useCopy('workbench');
  const common = useCopy('common');
  return (
    <>
      <button type="button" className={styles.hint} onClick={() => onToggle(true)} aria-haspopup="dialog">
        <IconKeyboard size={16} stroke={1.8} aria-hidden />
        {areOn ? (
          <>
            <span>{t('shortcuts.hint')}</span>
            <span className={styles.few} aria-hidden>
              <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> <Kbd size="xs">P</Kbd> <Kbd size="xs">S</Kbd>{' '}
              <Kbd size="xs">X</Kbd> <Kbd size="xs">?</Kbd>
            </span>
          </>
        ) : (
          <span>{t('shortcuts.off')}</span>
        )}
      </button>
      <Modal
        opened={isOpen}
        onClose={() => onToggle(false)}
        title={t('shortcuts.title')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <KeyTable />
        <Switch
          mt="lg"
          checked={areOn}
          onChange={(event) => onSet(event.currentTarget.checked)}
          label={t('shortcuts.enable')}
          description={t('shortcuts.enableHelp')}
        />
      </Modal>
    </>
  );
};
