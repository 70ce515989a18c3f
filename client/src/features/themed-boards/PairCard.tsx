import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { boardLimits, pairStates } from '@enishi/shared/themed-boards';
import type { PairView } from '@enishi/shared/themed-boards';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { Tag } from '../../ui/Tag.js';
import { TextField } from '../../ui/TextField.js';
import styles from './Boards.module.css';
import { StaleBoard, staleOf } from './StaleBoard.js';
import { useSetPair } from './use-boards.js';

const looks = { to_look_at: 'plain', talked: 'tag', introduced: 'done', no: 'plain' } as const;
const pages = { seed: 'seeds', expert: 'experts', organisation: 'organisations' } as const;

interface PairCardProps {
  boardId: string;
  pair: PairView;
  title: string;
  /** Words and tags about the candidate. */
  about: ReactNode;
  /** Where the two can be brought together. */
  propose: ReactNode;
  onReload: () => void;
}

/** How far somebody is with one pair; the state is kept at once, the note when it is written down. */
const PairFields = ({ boardId, pair, title, onReload }: Omit<PairCardProps, 'about' | 'propose'>) => {
  const t = useCopy('boards');
  const [note, setNote] = useState(pair.note);
  const mutation = useSetPair(boardId);
  const stale = staleOf(mutation.error);
  const [wanted, setWanted] = useState(pair.state);
  const { needId, kind, candidateId } = pair;
  const send = (state: PairView['state'], version: number | null): void => {
    setWanted(state);
    mutation.mutate({ needId, kind, candidateId, version, state, note }, { onSuccess: () => notifyDone(t('noted')) });
  };
  return (
    <>
      <div className={styles.bar} role="group" aria-label={title}>
        <SelectField
          name="state"
          label={t('stateLabel')}
          value={pair.state}
          onChange={(value) => {
            const state = pairStates.find((known) => known === value);
            if (state) send(state, pair.version);
          }}
          choices={pairStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <div className={styles.note}>
          <TextField
            name="note"
            label={t('note')}
            help=""
            limit={boardLimits.note}
            rows={1}
            value={note}
            onChange={setNote}
          />
        </div>
        <Button
          size="compact-md"
          variant="default"
          loading={mutation.isPending}
          disabled={note === pair.note || note.length > boardLimits.note}
          aria-label={`${t('saveNote')}：${title}`}
          onClick={() => send(pair.state, pair.version)}
        >
          {t('saveNote')}
        </Button>
      </div>
      {stale ? (
        <StaleBoard stale={stale} onKeepMine={(version) => send(wanted, version)} onTakeTheirs={onReload} />
      ) : (
        <ErrorNote error={mutation.error} />
      )}
    </>
  );
};

export const PairCard = ({ about, propose, ...rest }: PairCardProps) => {
  const t = useCopy('boards');
  const format = useFormat();
  const { pair, title } = rest;
  const { kind, candidateId, score, isProposed, by, at, state } = pair;
  return (
    <li className={styles.pair}>
      <p className={styles.line}>
        <span>{t(`kind.${kind}`)}</span>
        <Tag look={looks[state]}>{t(`state.${state}`)}</Tag>
        {kind === 'organisation' ? null : (
          <span>{score === null ? t('noScore') : t('score', { score: Math.round(score) })}</span>
        )}
        {isProposed ? <span>{t('isProposed')}</span> : null}
        {by && at ? <span>{t('by', { name: by, date: format.date(at) })}</span> : null}
      </p>
      <h3>
        <Link to={`/${pages[kind]}/${candidateId}`}>{title}</Link>
      </h3>
      {about}
      {/* What is proposed counts as introduced, whatever would be chosen here. */}
      {isProposed ? null : <PairFields key={`${pair.version ?? 'new'}`} {...rest} />}
      {isProposed ? null : propose}
    </li>
  );
};
