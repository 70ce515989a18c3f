import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import {
  deliveryModes,
  digestHour,
  mailModeOf,
  notificationKinds,
  screenModeOf,
  wantsDigest,
} from '@enishi/shared/notification-kinds';
import type { DeliveryMode, MailTopic, NotificationKind } from '@enishi/shared/notification-kinds';
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
/** Kinds about openings, the work that came of them, and dispatches. */
const forWork: readonly NotificationKind[] = [
  'opening_fits',
  'person_fits',
  'invited_to_apply',
  'application_received',
  'application_shortlisted',
  'offer_received',
  'offer_accepted',
  'application_overdue',
  'application_ended',
  'report_received',
  'report_answered',
  'work_delivered',
  'work_inspected',
  'work_completed',
  'work_stopped',
  'work_overdue',
  'dispatch_requested',
  'dispatch_answered',
  'dispatch_report_due',
];
const forAll = notificationKinds.filter((kind) => !forCoordinators.includes(kind) && !forWork.includes(kind));
const modeOf = (value: string): DeliveryMode | undefined => deliveryModes.find((known) => known === value);

interface RowProps {
  kind: NotificationKind;
  screen: DeliveryMode;
  mail: DeliveryMode;
  onScreenChange: (mode: DeliveryMode) => void;
  onMailChange: (mode: DeliveryMode) => void;
}

const Row = ({ kind, screen, mail, onScreenChange, onMailChange }: RowProps) => {
  const t = useCopy('notifications');
  const terms = useCopy('terms');
  const label = t(`delivery.kind.${kind}`);
  const choose = (value: string, onChange: (mode: DeliveryMode) => void): void => {
    const chosen = modeOf(value);
    if (chosen) onChange(chosen);
  };
  // Mail never comes before the notice itself.
  const mailModes = deliveryModes.filter((mode) => mode !== 'at_once' || screen === 'at_once');
  return (
    <div className={styles.row}>
      <span className={styles.kind} aria-hidden>
        {label}
      </span>
      <span className={styles.choice}>
        <span className={styles.way} aria-hidden>
          {t('delivery.onScreen')}
        </span>
        <SegmentedControl
          aria-label={label}
          size="sm"
          data={deliveryModes.map((value) => ({ value, label: terms(`delivery.${value}`) }))}
          value={screen}
          onChange={(value) => choose(value, onScreenChange)}
        />
      </span>
      <span className={styles.choice}>
        <span className={styles.way} aria-hidden>
          {t('delivery.byMail')}
        </span>
        <NativeSelect
          aria-label={t('delivery.byMailOf', { kind: label })}
          size="sm"
          disabled={screen === 'off'}
          data={mailModes.map((value) => ({ value, label: t(`delivery.mailMode.${value}`) }))}
          value={mail}
          onChange={(event) => choose(event.currentTarget.value, onMailChange)}
        />
      </span>
    </div>
  );
};

/** How one is told about each kind of thing. Every choice is kept at once. */
export const DeliverySettings = ({ viewer }: { viewer: Viewer }) => {
  const t = useCopy('notifications');
  const update = useUpdateMe();
  const { notificationSettings, mailSettings, version, roles } = viewer;
  const saved = { onSuccess: () => notifyDone(t('delivery.saved')) };
  const chooseScreen = (kind: NotificationKind, mode: DeliveryMode): void =>
    update.mutate({ version, notificationSettings: { ...notificationSettings, [kind]: mode } }, saved);
  const chooseMail = (topic: MailTopic, mode: DeliveryMode): void =>
    update.mutate({ version, mailSettings: { ...mailSettings, [topic]: mode } }, saved);
  const rows = (kinds: readonly NotificationKind[]) =>
    kinds.map((kind) => (
      <Row
        key={kind}
        kind={kind}
        screen={screenModeOf(kind, viewer)}
        mail={mailModeOf(kind, viewer)}
        onScreenChange={(mode) => chooseScreen(kind, mode)}
        onMailChange={(mode) => chooseMail(kind, mode)}
      />
    ));
  return (
    <FieldGroup title={t('delivery.title')} description={t('delivery.explain', { hour: digestHour })}>
      <Switch
        checked={wantsDigest(viewer)}
        onChange={(event) => chooseMail('digest', event.currentTarget.checked ? 'daily' : 'off')}
        label={t('delivery.digest', { hour: digestHour })}
      />
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
      <section aria-label={t('delivery.forWork')}>
        <h3 className={styles.heading}>{t('delivery.forWork')}</h3>
        {rows(forWork)}
      </section>
      <ErrorNote error={update.error} />
    </FieldGroup>
  );
};
