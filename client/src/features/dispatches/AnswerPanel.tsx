// The expert answers: comes, or says why not.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { dispatchDeclines, dispatchLimits } from '@enishi/shared/dispatches';
import type { DispatchDecline, DispatchView } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useDispatchActions } from './use-dispatches.js';
import styles from './Dispatches.module.css';

interface AnswerPanelProps {
  dispatch: DispatchView;
  /** Whoever declined sees the request no longer. */
  onDeclined: () => void;
}

export const AnswerPanel = ({ dispatch, onDeclined }: AnswerPanelProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  const { answer } = useDispatchActions(dispatch.id);
  const [isDeclining, setIsDeclining] = useState(false);
  const [given, setGiven] = useState<GivenReason<DispatchDecline>>({ reason: null, text: '' });
  const { version, answerBy } = dispatch;
  const decline = (): void => {
    const { reason, text } = given;
    if (!reason) return;
    answer.mutate(
      { version, answer: 'decline', reason, text },
      {
        onSuccess: () => {
          notifyDone(t('answer.declined'));
          onDeclined();
        },
      },
    );
  };
  return (
    <section className={styles.box} aria-labelledby="dispatch-answer">
      <h2 id="dispatch-answer" className={styles.heading}>
        {t('answer.title')}
      </h2>
      <p>{t('answer.explain')}</p>
      {answerBy ? <p className={styles.muted}>{t('page.answerBy', { date: format.date(answerBy) })}</p> : null}
      <div className={styles.buttons}>
        <Button
          loading={answer.isPending && !isDeclining}
          onClick={() =>
            answer.mutate({ version, answer: 'accept' }, { onSuccess: () => notifyDone(t('answer.accepted')) })
          }
        >
          {t('answer.accept')}
        </Button>
        <Button variant="default" onClick={() => setIsDeclining(true)}>
          {t('answer.decline')}
        </Button>
      </div>
      {isDeclining ? null : <ErrorNote error={answer.error} />}
      <ConfirmDialog
        isOpen={isDeclining}
        title={t('answer.declineTitle')}
        confirmLabel={t('answer.decline')}
        isBusy={answer.isPending}
        isDisabled={given.reason === null}
        error={answer.error}
        onConfirm={decline}
        onClose={() => setIsDeclining(false)}
      >
        <ReasonFields
          reasons={dispatchDeclines.map((value) => ({ value, label: t(`declineReason.${value}`) }))}
          value={given}
          onChange={setGiven}
          label={t('answer.why')}
          textLabel={t('answer.text')}
          textHelp={t('answer.textHelp')}
          limit={dispatchLimits.reason}
          errorOf={() => null}
        />
      </ConfirmDialog>
    </section>
  );
};
