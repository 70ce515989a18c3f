// What a coordinator does with a candidate: shortlist and set aside. Proposing belongs to introductions; the page puts
// that button in front. `data-command` is what the keys of the workbench press.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { ApiError } from '../../lib/api-error.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { DeclineDialog } from './DeclineDialog.js';
import { StaleMatch } from './StaleMatch.js';
import { useShortlist } from './use-matches.js';
import styles from './CoordinatorActions.module.css';

interface CoordinatorActionsProps {
  needId: string;
  match: NeedMatch;
  /** Button to propose. */
  propose: ReactNode;
  /** The state changed, here or elsewhere; ask again. */
  onMoved: () => void;
}

const useShortlisting = ({ needId, match, onMoved }: CoordinatorActionsProps) => {
  const t = useCopy('matches');
  const mutation = useShortlist(needId, match.id);
  const isShortlisted = match.state === 'shortlisted';
  const { title } = match.candidate.card;
  const handleSuccess = (): void => {
    notifyDone(t(isShortlisted ? 'unshortlisted' : 'shortlisted', { title }));
    onMoved();
  };
  const toggle = (version: number): void =>
    mutation.mutate({ version, isShortlisted: !isShortlisted }, { onSuccess: handleSuccess });
  return { mutation, toggle, isShortlisted };
};

interface FailureProps {
  error: unknown;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}

const Failure = ({ error, onKeepMine, onTakeTheirs }: FailureProps) =>
  error instanceof ApiError && error.stale ? (
    <StaleMatch error={error} onKeepMine={onKeepMine} onTakeTheirs={onTakeTheirs} />
  ) : (
    <ErrorNote error={error} />
  );

export const CoordinatorActions = (props: CoordinatorActionsProps) => {
  const { needId, match, propose, onMoved } = props;
  const t = useCopy('matches');
  const [isDeclining, setIsDeclining] = useState(false);
  const { mutation, toggle, isShortlisted } = useShortlisting(props);
  const { abilities, introductionId } = match;
  const takeTheirs = (): void => {
    mutation.reset();
    onMoved();
  };
  const closeDialog = (): void => setIsDeclining(false);
  return (
    <div className={styles.all}>
      <Failure error={mutation.error} onKeepMine={toggle} onTakeTheirs={takeTheirs} />
      <div className={styles.buttons}>
        {abilities.canPropose ? propose : null}
        {introductionId ? (
          <Button component={Link} to={`/introductions/${introductionId}`} variant="default">
            {t('openIntroduction')}
          </Button>
        ) : null}
        {abilities.canShortlist ? (
          <Button
            variant="default"
            data-command="shortlist"
            loading={mutation.isPending}
            onClick={() => toggle(match.version)}
          >
            {t(isShortlisted ? 'unshortlist' : 'shortlist')}
          </Button>
        ) : null}
        {abilities.canDecline ? (
          <Button variant="subtle" color="gray.7" data-command="decline" onClick={() => setIsDeclining(true)}>
            {t('decline')}
          </Button>
        ) : null}
      </div>
      {isDeclining ? (
        <DeclineDialog needId={needId} match={match} isOpen onClose={closeDialog} onMoved={onMoved} />
      ) : null}
    </div>
  );
};
