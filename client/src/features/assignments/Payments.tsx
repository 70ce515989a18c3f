// What is due when, and the day on which it was paid.
import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import type { AssignmentView, PaymentView } from '@enishi/shared/assignments';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DayField } from '../../ui/DayField.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Assignments.module.css';
import { StaleAssignment, staleOf } from './StaleAssignment.js';
import { useRecordPayment } from './use-assignments.js';
import { useWorkWords } from './words.js';

interface PaymentsProps {
  assignment: AssignmentView;
  onReload: () => void;
}

interface RecordDialogProps extends PaymentsProps {
  payment: PaymentView;
  onClose: () => void;
}

const RecordDialog = ({ assignment, payment, onClose, onReload }: RecordDialogProps) => {
  const t = useCopy('assignments');
  const today = dayOf(new Date(useNow()));
  const [paidOn, setPaidOn] = useState<string | null>(today);
  const record = useRecordPayment(assignment.id);
  const stale = staleOf(record.error);
  const isFuture = paidOn === null || paidOn > today;
  const send = (version: number): void => {
    if (isFuture) return;
    record.mutate(
      { key: payment.key, version, paidOn },
      {
        onSuccess: () => {
          notifyDone(t('payments.recorded'));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('payments.recordTitle')}
      confirmLabel={t('payments.recordConfirm')}
      isBusy={record.isPending}
      isDisabled={stale !== null}
      error={stale ? null : record.error}
      onConfirm={() => send(assignment.version)}
      onClose={onClose}
    >
      <p>{t('payments.recordExplain')}</p>
      <DayField
        name="paidOn"
        label={t('payments.paidOn')}
        help={t('payments.paidOnHelp')}
        value={paidOn}
        onChange={setPaidOn}
        error={isFuture ? t('payments.future') : null}
        isRequired
      />
      {stale ? <StaleAssignment stale={stale} onKeepMine={send} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

const useName = (): ((key: string) => string) => {
  const t = useCopy('assignments');
  return (key) => {
    if (key === 'once') return t('payments.once');
    const [year = '', month = ''] = key.split('-');
    return t('payments.month', { year, month: Number(month) });
  };
};

const Amount = ({ payment: { yen, yenWaiting } }: { payment: PaymentView }) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const words = useWorkWords();
  if (yen === null) return t('payments.noAmount');
  return (
    <>
      {words.yen(yen)}{' '}
      {yenWaiting ? (
        <span className={styles.muted}>（{t('payments.waiting', { yen: format.number(yenWaiting) })}）</span>
      ) : null}
    </>
  );
};

const Row = ({
  assignment,
  payment,
  onRecord,
}: {
  assignment: AssignmentView;
  payment: PaymentView;
  onRecord: () => void;
}) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const nameOf = useName();
  const takeBack = useRecordPayment(assignment.id);
  const { key, dueOn, paidOn, isOpen, isLate } = payment;
  const name = nameOf(key);
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3>{name}</h3>
        {paidOn ? <Tag look="done">{t('payments.paid', { date: format.date(paidOn) })}</Tag> : null}
        {isLate ? <Tag look="attention">{t('payments.late')}</Tag> : null}
        {isOpen && !isLate && !paidOn ? <Tag look="plain">{t('payments.open')}</Tag> : null}
      </div>
      <p className={styles.line}>
        <span>
          {t('payments.yen')} <Amount payment={payment} />
        </span>
        <span className={isLate ? styles.late : undefined}>
          {t('payments.dueOn')} {format.date(dueOn)}
        </span>
      </p>
      {paidOn && isOpen ? <p>{t('payments.more')}</p> : null}
      {assignment.abilities.canPay ? (
        <div className={styles.buttons}>
          {isOpen ? (
            <Button
              size="compact-md"
              variant="default"
              aria-label={`${t('payments.record')}：${name}`}
              onClick={onRecord}
            >
              {t('payments.record')}
            </Button>
          ) : null}
          {paidOn ? (
            <Button
              size="compact-md"
              variant="subtle"
              aria-label={`${t('payments.takeBack')}：${name}`}
              loading={takeBack.isPending}
              onClick={() =>
                takeBack.mutate(
                  { key, version: assignment.version, paidOn: null },
                  { onSuccess: () => notifyDone(t('payments.takenBack')) },
                )
              }
            >
              {t('payments.takeBack')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ErrorNote error={takeBack.error} />
    </li>
  );
};

export const Payments = ({ assignment, onReload }: PaymentsProps) => {
  const t = useCopy('assignments');
  const id = useId();
  const [recorded, setRecorded] = useState<PaymentView | null>(null);
  const { payments, terms } = assignment;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{t('payments.title')}</h2>
      {payments.length === 0 ? (
        <p className={styles.muted}>{t(terms.payment ? 'payments.none' : 'payments.notAgreed')}</p>
      ) : (
        <ul className={styles.cards}>
          {payments.map((payment) => (
            <Row key={payment.key} assignment={assignment} payment={payment} onRecord={() => setRecorded(payment)} />
          ))}
        </ul>
      )}
      {recorded ? (
        <RecordDialog
          assignment={assignment}
          payment={recorded}
          onClose={() => setRecorded(null)}
          onReload={onReload}
        />
      ) : null}
    </section>
  );
};
