import { useState } from 'react';
import { decline, declineLimits, declineReasons } from '@enishi/shared/matches';
import type { DeclineReason, NeedMatch } from '@enishi/shared/matches';
import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { StaleMatch } from './StaleMatch.js';
import { useDecline } from './use-matches.js';

interface DeclineDialogProps {
  needId: string;
  match: NeedMatch;
  isOpen: boolean;
  onClose: () => void;
  onMoved: () => void;
}

const useDeclineForm = ({ needId, match, onClose, onMoved }: DeclineDialogProps) => {
  const t = useCopy('matches');
  const [given, setGiven] = useState<GivenReason<DeclineReason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const mutation = useDecline(needId, match.id);
  const { title } = match.candidate.card;
  const checked = check(decline, { reason: given.reason ?? undefined, text: given.text });
  const send = (version: number): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(
      { version, ...checked.value },
      {
        onSuccess: () => {
          notifyDone(t('declined', { title }));
          onMoved();
          onClose();
        },
      },
    );
  };
  const problems = [...(isTried ? checked.problems : []), ...problemsOf(mutation.error)];
  return { given, setGiven, mutation, send, problems, title };
};

/** Sets a candidate aside, with the reason that whoever waits will read. */
export const DeclineDialog = (props: DeclineDialogProps) => {
  const { match, isOpen, onClose, onMoved } = props;
  const t = useCopy('matches');
  const terms = useCopy('terms');
  const { given, setGiven, mutation, send, problems, title } = useDeclineForm(props);
  const errorOf = useFieldErrors(problems);
  const stale = mutation.error instanceof ApiError && mutation.error.stale ? mutation.error : null;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('declineTitle')}
      confirmLabel={t('declineConfirm')}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={() => send(match.version)}
      onClose={onClose}
    >
      <div>
        <p>{t('declineAbout', { title })}</p>
        <p>{t('declineExplain')}</p>
      </div>
      <ReasonFields
        reasons={declineReasons.map((value) => ({ value, label: terms(`declineReason.${value}`) }))}
        value={given}
        onChange={setGiven}
        label={t('declineReason')}
        textLabel={t('declineText')}
        textHelp={t('declineTextHelp')}
        limit={declineLimits.text}
        errorOf={errorOf}
      />
      {stale ? (
        <StaleMatch
          error={stale}
          onKeepMine={send}
          onTakeTheirs={() => {
            onMoved();
            onClose();
          }}
        />
      ) : null}
    </ConfirmDialog>
  );
};
