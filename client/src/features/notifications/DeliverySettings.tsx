import { SegmentedControl } from '@mantine/core';
import { defaultDelivery, deliveryModes, digestHour, notificationKinds } from '@enishi/shared/notification-kinds';
import type { DeliveryMode, NotificationKind } from '@enishi/shared/notification-kinds';
import type { Viewer } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { useUpdateMe } from '../../lib/session.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import styles from './DeliverySettings.module.css';

/** Kinds that only somebody who looks after a region ever gets. */
const forCoordinators: readonly NotificationKind[] = [
  'need_published',
  'item_fits_needs',
  'inquiry_received',
  'case_assigned',
  'case_overdue',
];
const forAll = notificationKinds.filter((kind) => !forCoordinators.includes(kind));

interface RowProps {
  kind: NotificationKind;
  mode: DeliveryMode;
  onChange: (mode: DeliveryMode) => void;
}

const Row = ({ kind, mode, onChange }: RowProps) => {
  const t = useCopy('notifications');
  const terms = useCopy('terms');
  const label = t(`delivery.kind.${kind}`);
  const choose = (value: string): void => {
    const chosen = deliveryModes.find((known) => known === value);
    if (chosen) onChange(chosen);
  };
  return (
    <div className={styles.row}>
      <span aria-hidden>{label}</span>
      <SegmentedControl
        aria-label={label}
        size="sm"
        data={deliveryModes.map((value) => ({ value, label: terms(`delivery.${value}`) }))}
        value={mode}
        onChange={choose}
      />
    </div>
  );
};

/** How one is told about each kind of thing. Every choice is kept at once. */
export const DeliverySettings = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('notifications');
  const update = useUpdateMe();
  const { notificationSettings, version, roles } = viewer;
  const choose = (kind: NotificationKind, mode: DeliveryMode): void =>
    update.mutate(
      { version, notificationSettings: { ...notificationSettings, [kind]: mode } },
      { onSuccess: () => notifyDone(t('delivery.saved')) },
    );
  const rows = (kinds: readonly NotificationKind[]) =>
    kinds.map((kind) => (
      <Row
        key={kind}
        kind={kind}
        mode={notificationSettings[kind] ?? defaultDelivery}
        onChange={(mode) => choose(kind, mode)}
      />
    ));
  return (
    <FieldGroup title={t('delivery.title')} description={t('delivery.explain', { hour: digestHour })}>
      {roles.includes('coordinator') ? (
        <section aria-label={t('delivery.forCoordinators')}>
          <h3 className={styles.heading}>{t('delivery.forCoordinators')}</h3>
          {rows(forCoordinators)}
        </section>
      ) : null}
      <section aria-label={t('delivery.forAll')}>
        <h3 className={styles.heading}>{t('delivery.forAll')}</h3>
        {rows(forAll)}
      </section>
      <ErrorNote error={update.error} />
    </FieldGroup>
  );
};
