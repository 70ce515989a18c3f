// What was handed over, the latest first, and what the inspection said.
import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import type { AssignmentView, DeliveryView } from '@enishi/shared/assignments';
import { fillPath } from '@enishi/shared/contract';
import { downloadFile } from '@enishi/shared/files';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { Tag } from '../../ui/Tag.js';
import styles from './Assignments.module.css';
import { DeliverDialog } from './DeliverDialog.js';
import { ReasonDialog } from './ReasonDialog.js';
import { StaleAssignment, staleOf } from './StaleAssignment.js';
import { useInspect } from './use-assignments.js';

interface DeliveriesProps {
  assignment: AssignmentView;
  onReload: () => void;
}

const looks = { waiting: 'attention', accepted: 'done', sent_back: 'plain' } as const;

const Delivery = ({ delivery }: { delivery: DeliveryView }) => {
  const t = useCopy('assignments');
  const format = useFormat();
  const { at, note, links, files, inspectBy, state, answeredAt, reason } = delivery;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h3>{t('deliveries.at', { date: format.date(at) })}</h3>
        <Tag look={looks[state]}>{t(`deliveryState.${state}`)}</Tag>
      </div>
      {note ? <p className={styles.long}>{note}</p> : null}
      {files.length + links.length > 0 ? (
        <ul className={styles.files}>
          {files.map(({ id, name }) => (
            <li key={id}>
              <a href={fillPath(downloadFile.path, { id })} download={name}>
                {name}
              </a>
            </li>
          ))}
          {links.map(({ title, url }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer noopener">
                {title}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.muted}>
        {answeredAt
          ? t('deliveries.answeredAt', { date: format.date(answeredAt) })
          : t('deliveries.inspectBy', { date: format.date(inspectBy) })}
      </p>
      {state === 'sent_back' ? <p className={styles.reason}>{t('deliveries.backBecause', { reason })}</p> : null}
    </li>
  );
};

const Accept = ({ assignment, onReload, onClose }: DeliveriesProps & { onClose: () => void }) => {
  const t = useCopy('assignments');
  const inspect = useInspect(assignment.id);
  const stale = staleOf(inspect.error);
  const handleConfirm = (): void =>
    inspect.mutate(
      { answer: 'accept', version: assignment.version },
      {
        onSuccess: () => {
          notifyDone(t('deliveries.accepted'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('deliveries.acceptTitle')}
      confirmLabel={t('deliveries.acceptConfirm')}
      isBusy={inspect.isPending}
      isDisabled={stale !== null}
      error={stale ? null : inspect.error}
      onConfirm={handleConfirm}
      onClose={onClose}
    >
      <p>{t('deliveries.acceptExplain')}</p>
      {stale ? <StaleAssignment stale={stale} onTakeTheirs={onReload} /> : null}
    </ConfirmDialog>
  );
};

const Mend = ({ assignment, onReload, onClose }: DeliveriesProps & { onClose: () => void }) => {
  const t = useCopy('assignments');
  const inspect = useInspect(assignment.id);
  return (
    <ReasonDialog
      name={`${assignment.id}.mend`}
      words={{
        title: t('deliveries.sendBackTitle'),
        label: t('deliveries.reason'),
        help: t('deliveries.reasonHelp'),
        confirm: t('deliveries.sendBackConfirm'),
      }}
      isBusy={inspect.isPending}
      error={inspect.error}
      onSend={(reason, forget) =>
        inspect.mutate(
          { answer: 'send_back', version: assignment.version, reason },
          {
            onSuccess: () => {
              forget();
              notifyDone(t('deliveries.sentBack'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
      onReload={onReload}
    />
  );
};

export const Deliveries = (props: DeliveriesProps) => {
  const t = useCopy('assignments');
  const id = useId();
  const [open, setOpen] = useState<'deliver' | 'accept' | 'mend' | null>(null);
  const { deliveries, abilities } = props.assignment;
  const shared = { ...props, onClose: () => setOpen(null) };
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{t('deliveries.title')}</h2>
        {abilities.canDeliver ? <Button onClick={() => setOpen('deliver')}>{t('deliveries.deliver')}</Button> : null}
        {abilities.canInspect ? (
          <div className={styles.buttons}>
            <Button onClick={() => setOpen('accept')}>{t('deliveries.accept')}</Button>
            <Button variant="default" onClick={() => setOpen('mend')}>
              {t('deliveries.sendBack')}
            </Button>
          </div>
        ) : null}
      </div>
      {deliveries.length === 0 ? (
        <p className={styles.muted}>{t('deliveries.none')}</p>
      ) : (
        <ul className={styles.cards}>
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {open === 'deliver' ? <DeliverDialog {...shared} /> : null}
      {open === 'accept' ? <Accept {...shared} /> : null}
      {open === 'mend' ? <Mend {...shared} /> : null}
    </section>
  );
};
