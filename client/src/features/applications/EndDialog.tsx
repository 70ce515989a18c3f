// Saying no, from either side, with one of its reasons.
import { useState } from 'react';
import {
  applicationLimits,
  companyReasons,
  declineForm,
  personReasons,
  withdrawForm,
} from '@enishi/shared/applications';
import type { ApplicationView } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { ReasonFields } from '../../ui/ReasonFields.js';
import type { GivenReason } from '../../ui/ReasonFields.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { Stale, staleOf } from './Stale.js';
import { useDecline, useWithdraw } from './use-applications.js';

export interface DialogProps {
  application: ApplicationView;
  onClose: () => void;
  onReload: () => void;
}

interface FormProps<Reason extends string> extends Pick<DialogProps, 'onClose' | 'onReload'> {
  words: { title: string; explain: string; confirm: string };
  reasons: readonly { value: Reason; label: string }[];
  problemsFor: (given: GivenReason<Reason>) => ReturnType<typeof check>['problems'];
  mutation: { error: unknown; isPending: boolean };
  onSend: (given: GivenReason<Reason>) => void;
}

const EndForm = <Reason extends string>(props: FormProps<Reason>) => {
  const { words, reasons, problemsFor, mutation, onSend, onClose, onReload } = props;
  const t = useCopy('applications');
  const [given, setGiven] = useState<GivenReason<Reason>>({ reason: null, text: '' });
  const [isTried, setIsTried] = useState(false);
  const local = withEmpty(problemsFor(given), given);
  const problems = [...(isTried ? local : []), ...problemsOf(mutation.error)];
  const stale = staleOf(mutation.error);
  const send = (): void => {
    setIsTried(true);
    if (local.length === 0) onSend(given);
  };
  return (
    <ConfirmDialog
      isOpen
      title={words.title}
      confirmLabel={words.confirm}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale || problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{words.explain}</p>
      <ReasonFields
        reasons={reasons}
        value={given}
        onChange={setGiven}
        label={t('actions.why')}
        textLabel={t('actions.words')}
        textHelp={t('actions.wordsHelp')}
        limit={applicationLimits.reason}
        errorOf={useFieldErrors(problems)}
      />
      {stale ? <Stale stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

export const DeclineDialog = ({ application: { id, version }, onClose, onReload }: DialogProps) => {
  const t = useCopy('applications');
  const mutation = useDecline(id);
  const bodyOf = ({ reason, text }: GivenReason<(typeof companyReasons)[number]>) =>
    check(declineForm, { version, reason: reason ?? undefined, text });
  return (
    <EndForm
      words={{
        title: t('actions.declineTitle'),
        explain: t('actions.declineExplain'),
        confirm: t('actions.declineConfirm'),
      }}
      reasons={companyReasons.map((value) => ({ value, label: t(`companyReason.${value}`) }))}
      problemsFor={(given) => bodyOf(given).problems}
      mutation={mutation}
      onSend={(given) => {
        const body = bodyOf(given).value;
        if (body) mutation.mutate(body, { onSuccess: () => (notifyDone(t('actions.declined')), onClose()) });
      }}
      onClose={onClose}
      onReload={onReload}
    />
  );
};

export const WithdrawDialog = ({ application: { id, version }, onClose, onReload }: DialogProps) => {
  const t = useCopy('applications');
  const mutation = useWithdraw(id);
  const bodyOf = ({ reason, text }: GivenReason<(typeof personReasons)[number]>) =>
    check(withdrawForm, { version, reason: reason ?? undefined, text });
  return (
    <EndForm
      words={{
        title: t('actions.withdrawTitle'),
        explain: t('actions.withdrawExplain'),
        confirm: t('actions.withdrawConfirm'),
      }}
      reasons={personReasons.map((value) => ({ value, label: t(`personReason.${value}`) }))}
      problemsFor={(given) => bodyOf(given).problems}
      mutation={mutation}
      onSend={(given) => {
        const body = bodyOf(given).value;
        if (body) mutation.mutate(body, { onSuccess: () => (notifyDone(t('actions.withdrawn')), onClose()) });
      }}
      onClose={onClose}
      onReload={onReload}
    />
  );
};
