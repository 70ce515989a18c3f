// People who wait for being confirmed by whoever looks at this.
import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { membershipLimits } from '@enishi/shared/memberships';
import type { MembershipRequest } from '@enishi/shared/memberships';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { problemsOf } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { TextField } from '../../ui/TextField.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './Memberships.module.css';
import { useDecideMembership, useMembershipRequests, useReloadRequests } from './use-memberships.js';

const RefuseDialog = ({ request, onClose }: { request: MembershipRequest; onClose: () => void }) => {
  const t = useCopy('memberships');
  const decide = useDecideMembership(request.id);
  const reload = useReloadRequests();
  const [reason, setReason] = useState('');
  const problems = problemsOf(decide.error);
  const errorOf = useFieldErrors(problems);
  const { displayName: name } = request;
  const handleSuccess = (): void => {
    notifyDone(t('requests.refused', { name }));
    onClose();
    reload();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('requests.refuseTitle', { name })}
      confirmLabel={t('requests.refuse')}
      isGrave
      isBusy={decide.isPending}
      error={problems.length === 0 && codeOf(decide.error) !== 'not_found' ? decide.error : null}
      onConfirm={() => decide.mutate({ decision: 'refuse', reason }, { onSuccess: handleSuccess })}
      onClose={onClose}
    >
      <p>{t('requests.refuseExplain')}</p>
      <TextField
        name="reason"
        label={t('requests.reason')}
        help={t('requests.reasonHelp')}
        example={t('requests.reasonExample')}
        rows={2}
        limit={membershipLimits.reason}
        value={reason}
        onChange={setReason}
        error={errorOf('reason')}
        isRequired
      />
      {codeOf(decide.error) === 'not_found' ? <ErrorNote error={decide.error}>{t('requests.gone')}</ErrorNote> : null}
    </ConfirmDialog>
  );
};

const Request = ({ request, onGone }: { request: MembershipRequest; onGone: () => void }) => {
  const t = useCopy('memberships');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const decide = useDecideMembership(request.id);
  const reload = useReloadRequests();
  const [isRefusing, setIsRefusing] = useState(false);
  const { displayName: name, email, requestedAt } = request;
  const organisation = nameOf(request.organisation);
  const handleConfirm = (): void =>
    decide.mutate(
      { decision: 'confirm' },
      {
        onSuccess: () => {
          notifyDone(t('requests.confirmed', { name }));
          reload();
        },
        // Somebody was quicker: the list is out of date.
        onError: (error) => {
          if (codeOf(error) !== 'not_found') return;
          onGone();
          reload();
        },
      },
    );
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet}>{email}</p>
        <p>{organisation}</p>
        <p className={styles.quiet}>{t('requests.asked', { date: format.date(requestedAt) })}</p>
      </div>
      <div className={styles.actions}>
        <Button
          size="compact-md"
          loading={decide.isPending}
          aria-label={t('requests.confirmOf', { name, organisation })}
          onClick={handleConfirm}
        >
          {t('requests.confirm')}
        </Button>
        <Button
          size="compact-md"
          variant="subtle"
          color="shu"
          aria-label={t('requests.refuseOf', { name, organisation })}
          onClick={() => setIsRefusing(true)}
        >
          {t('requests.refuse')}
        </Button>
      </div>
      {decide.error && codeOf(decide.error) !== 'not_found' ? <ErrorNote error={decide.error} /> : null}
      {isRefusing ? <RefuseDialog request={request} onClose={() => setIsRefusing(false)} /> : null}
    </li>
  );
};

const List = ({ onGone }: { onGone: () => void }) => {
  const t = useCopy('memberships');
  const requests = useMembershipRequests();
  if (requests.isPending) return <LoadingState rows={2} height={96} />;
  if (!requests.data) return <FailedState error={requests.error} onRetry={() => void requests.refetch()} />;
  const { items, total } = requests.data;
  if (items.length === 0)
    return (
      <EmptyState level={3} title={t('requests.empty')}>
        {t('requests.emptyHelp')}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list}>
        {items.map((request) => (
          <Request key={request.id} request={request} onGone={onGone} />
        ))}
      </ul>
      {total > items.length ? (
        <p className={styles.quiet}>{t('requests.more', { count: total - items.length })}</p>
      ) : null}
    </>
  );
};

export const Requests = () => {
  const t = useCopy('memberships');
  // The row itself goes when its request waits no longer, so the word about it stays above the list.
  const [isGone, setIsGone] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="membership-requests">
      <h2 id="membership-requests">{t('requests.title')}</h2>
      {isGone ? (
        <Alert role="alert" variant="light">
          {t('requests.gone')}
        </Alert>
      ) : null}
      <List onGone={() => setIsGone(true)} />
    </section>
  );
};
