// The terms sheet as it was sent: every item of the law, the version that counts on top, those before it below.
import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { downloadTerms } from '@enishi/shared/applications';
import type { ApplicationView, TermsVersion } from '@enishi/shared/applications';
import type { UndecidableItem } from '@enishi/shared/terms';
import { useCopy, useLanguage } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { addressOf } from '../../lib/http.js';
import { Tag } from '../../ui/Tag.js';
import card from '../../ui/Card.module.css';
import styles from './Applications.module.css';

type Sheet = TermsVersion['sheet'];

const useAmount = (): ((amount: NonNullable<Sheet['amount']>) => string) => {
  const t = useCopy('applications');
  const format = useFormat();
  return ({ kind, yen, expected, formula }) => {
    const lines = [t(`sheet.amount.${kind}`, { yen: format.number(yen) })];
    if (expected !== null && kind !== 'fixed') {
      const facts = { count: expected, total: format.number(expected * yen) };
      lines.push(t(`sheet.expected.${kind}`, facts));
    }
    return [...lines, ...(formula ? [formula] : [])].join('\n');
  };
};

const usePayment = (): ((payment: NonNullable<Sheet['payment']>) => string) => {
  const t = useCopy('applications');
  const format = useFormat();
  return (payment) =>
    payment.kind === 'once' ? format.date(payment.on) : t('sheet.paidMonthly', { days: payment.daysAfter });
};

const nameOf = (party: { name: string; organisation: string }): string =>
  [party.organisation, party.name].filter(Boolean).join('\n');

interface Row {
  name: string;
  value: string;
  item?: UndecidableItem;
}

const useRows = (sheet: Sheet): Row[] => {
  const t = useCopy('applications');
  const format = useFormat();
  const amountOf = useAmount();
  const paymentOf = usePayment();
  const item = (name: UndecidableItem, value: string): Row => ({ name: t(`item.${name}`), value, item: name });
  return [
    { name: t('sheet.client'), value: nameOf(sheet.client) },
    { name: t('sheet.worker'), value: sheet.worker ? nameOf(sheet.worker) : t('sheet.hiddenWorker') },
    {
      name: t('sheet.orderedOn'),
      value: sheet.orderedOn ? format.date(sheet.orderedOn) : t('sheet.onAcceptance'),
    },
    item('work', sheet.work),
    { name: t('sheet.startsOn'), value: format.date(sheet.startsOn) },
    item('dueOn', sheet.dueOn ? format.date(sheet.dueOn) : ''),
    item('place', sheet.place),
    item('inspectBy', sheet.inspectBy ? format.date(sheet.inspectBy) : t('sheet.noInspection')),
    item('amount', sheet.amount ? amountOf(sheet.amount) : ''),
    item('payment', sheet.payment ? paymentOf(sheet.payment) : ''),
    { name: t('sheet.method'), value: sheet.method === 'other' ? sheet.methodNote : t('sheet.transfer') },
    { name: t('sheet.expenses'), value: sheet.expenses || t('sheet.none') },
    { name: t('sheet.note'), value: sheet.note || t('sheet.none') },
  ];
};

const Rows = ({ sheet }: { sheet: Sheet }) => {
  const t = useCopy('applications');
  const format = useFormat();
  return (
    <dl className={styles.list}>
      {useRows(sheet).flatMap(({ name, value, item }) => {
        const open = sheet.undecided.find((one) => one.item === item);
        return [
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={name} className={open ? styles.open : undefined}>
            {open ? t('sheet.undecided', { reason: open.reason, date: format.date(open.decideBy) }) : value}
          </dd>,
        ];
      })}
    </dl>
  );
};

const Version = ({ id, version }: { id: string; version: TermsVersion }) => {
  const t = useCopy('applications');
  const format = useFormat();
  const language = useLanguage();
  const { number, state, sentAt, answeredAt, sha256 } = version;
  const address = `${addressOf(downloadTerms, { id, number: String(number) })}?language=${language}`;
  return (
    <>
      <div className={styles.head}>
        <p className={card.facts}>
          <strong>{t('sheet.version', { number })}</strong>
          <Tag look={state === 'accepted' ? 'done' : state === 'open' ? 'tag' : 'plain'}>
            {t(`termsState.${state}`)}
          </Tag>
          <span>{t('sheet.sentAt', { date: format.dateTime(sentAt) })}</span>
          {state === 'accepted' && answeredAt ? (
            <span>{t('sheet.acceptedAt', { date: format.dateTime(answeredAt) })}</span>
          ) : null}
        </p>
        <Button
          component="a"
          href={address}
          download
          variant="default"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
        >
          {t('sheet.pdf', { number })}
        </Button>
      </div>
      <Rows sheet={version.sheet} />
      <p className={styles.print}>
        {t('sheet.fingerprint')}: {sha256}
      </p>
    </>
  );
};

export const TermsPanel = ({ application: { id, terms } }: { application: ApplicationView }) => {
  const t = useCopy('applications');
  const [latest, ...older] = [...terms].reverse();
  if (!latest) return null;
  return (
    <section className={card.card} aria-labelledby="terms">
      <h2 id="terms" className={styles.heading}>
        {t('sheet.title')}
      </h2>
      <Version id={id} version={latest} />
      {older.length > 0 ? (
        <details className={styles.older}>
          <summary>{t('sheet.older', { count: older.length })}</summary>
          {older.map((version) => (
            <Version key={version.number} id={id} version={version} />
          ))}
        </details>
      ) : null}
    </section>
  );
};
