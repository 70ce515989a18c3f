// What can be done now, by whoever looks; the server says what that is.
import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { ApplicationView } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './Applications.module.css';
import { DeclineDialog, WithdrawDialog } from './EndDialog.js';
import type { DialogProps } from './EndDialog.js';
import { AnswerInvitation } from './LetterForm.js';
import { Stale, staleOf } from './Stale.js';
import { useAcceptOffer, useAcceptTerms, useShortlist } from './use-applications.js';

interface StepDialogProps extends Pick<DialogProps, 'onClose' | 'onReload'> {
  title: string;
  explain: string;
  confirm: string;
  mutation: { error: unknown; isPending: boolean };
  onConfirm: () => void;
}

const StepDialog = ({ title, explain, confirm, mutation, onConfirm, onClose, onReload }: StepDialogProps) => {
  const stale = staleOf(mutation.error);
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={confirm}
      isBusy={mutation.isPending}
      isDisabled={stale !== null}
      error={stale ? null : mutation.error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{explain}</p>
      {stale ? <Stale stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

const ShortlistDialog = ({ application: { id, version }, ...rest }: DialogProps) => {
  const t = useCopy('applications');
  const mutation = useShortlist(id);
  const handleDone = (): void => {
    notifyDone(t('actions.shortlisted'));
    rest.onClose();
  };
  return (
    <StepDialog
      {...rest}
      title={t('actions.shortlistTitle')}
      explain={t('actions.shortlistExplain')}
      confirm={t('actions.shortlist')}
      mutation={mutation}
      onConfirm={() => mutation.mutate({ version }, { onSuccess: handleDone })}
    />
  );
};

const openNumber = ({ terms }: ApplicationView): number => terms.find(({ state }) => state === 'open')?.number ?? 0;

const AcceptDialog = ({ application, ...rest }: DialogProps) => {
  const t = useCopy('applications');
  const mutation = useAcceptOffer(application.id);
  const number = openNumber(application);
  const handleDone = (): void => {
    notifyDone(t('actions.accepted'));
    rest.onClose();
  };
  return (
    <StepDialog
      {...rest}
      title={t('actions.acceptTitle', { number })}
      explain={t('actions.acceptExplain')}
      confirm={t('actions.accept')}
      mutation={mutation}
      onConfirm={() => mutation.mutate({ version: application.version, number }, { onSuccess: handleDone })}
    />
  );
};

const AcceptTermsDialog = ({ application, ...rest }: DialogProps) => {
  const t = useCopy('applications');
  const mutation = useAcceptTerms(application.id);
  const number = openNumber(application);
  const handleDone = (): void => {
    notifyDone(t('actions.termsAccepted'));
    rest.onClose();
  };
  return (
    <StepDialog
      {...rest}
      title={t('actions.acceptTermsTitle', { number })}
      explain={t('actions.acceptTermsExplain')}
      confirm={t('actions.acceptTerms')}
      mutation={mutation}
      onConfirm={() => mutation.mutate({ version: application.version, number }, { onSuccess: handleDone })}
    />
  );
};

const dialogs = {
  apply: AnswerInvitation,
  shortlist: ShortlistDialog,
  accept: AcceptDialog,
  acceptTerms: AcceptTermsDialog,
  decline: DeclineDialog,
  withdraw: WithdrawDialog,
} as const;
type Name = keyof typeof dialogs;

interface Step {
  name: Name;
  isShown: boolean;
  label: string;
  isMain?: boolean;
}

const useSteps = ({ abilities, state }: ApplicationView): Step[] => {
  const t = useCopy('applications');
  const steps: Step[] = [
    {
      name: 'apply',
      isShown: abilities.canApply,
      label: t(state === 'invited' ? 'apply.answer' : 'apply.again'),
      isMain: true,
    },
    { name: 'accept', isShown: abilities.canAcceptOffer, label: t('actions.accept'), isMain: true },
    { name: 'acceptTerms', isShown: abilities.canAcceptTerms, label: t('actions.acceptTerms'), isMain: true },
    { name: 'shortlist', isShown: abilities.canShortlist, label: t('actions.shortlist') },
    { name: 'decline', isShown: abilities.canDecline, label: t('actions.decline') },
    {
      name: 'withdraw',
      isShown: abilities.canWithdraw,
      label: t(state === 'invited' ? 'actions.refuse' : 'actions.withdraw'),
    },
  ];
  return steps.filter(({ isShown }) => isShown);
};

const OfferLink = ({ application: { id, abilities, state } }: { application: ApplicationView }) => {
  const t = useCopy('applications');
  if (abilities.canProposeTerms)
    return (
      <Button component={Link} to={`/applications/${id}/terms`} variant="default">
        {t('actions.settle')}
      </Button>
    );
  if (!abilities.canOffer) return null;
  return (
    <Button component={Link} to={`/applications/${id}/terms`} variant={state === 'offered' ? 'default' : 'filled'}>
      {t(state === 'offered' ? 'actions.offerAgain' : 'actions.offer')}
    </Button>
  );
};

export const ApplicationActions = ({ application, onReload }: Omit<DialogProps, 'onClose'>) => {
  const t = useCopy('applications');
  const [open, setOpen] = useState<Name | null>(null);
  const steps = useSteps(application);
  const { canOffer, canProposeTerms, isFull } = application.abilities;
  if (steps.length === 0 && !canOffer && !canProposeTerms) return null;
  const Dialog = open && dialogs[open];
  const close = (): void => setOpen(null);
  return (
    <div className={styles.group}>
      <Group gap="xs">
        {steps
          .filter(({ isMain }) => isMain)
          .map(({ name, label }) => (
            <Button key={name} onClick={() => setOpen(name)}>
              {label}
            </Button>
          ))}
        <OfferLink application={application} />
        {steps
          .filter(({ isMain }) => !isMain)
          .map(({ name, label }) => (
            <Button key={name} variant="default" onClick={() => setOpen(name)}>
              {label}
            </Button>
          ))}
      </Group>
      {isFull ? <p className={styles.quiet}>{t('page.full')}</p> : null}
      {Dialog ? (
        <Dialog
          application={application}
          onClose={close}
          onReload={() => {
            onReload();
            close();
          }}
        />
      ) : null}
    </div>
  );
};
