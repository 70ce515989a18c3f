// The items of the law, each to be filled in or left open with reason and day.
import type { ReactNode } from 'react';
import { Checkbox, NumberInput } from '@mantine/core';
import { rewardKinds } from '@enishi/shared/openings';
import { lastPaymentDay, termsLimits } from '@enishi/shared/terms';
import type { UndecidableItem } from '@enishi/shared/terms';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { ChoiceField } from '../../ui/ChoiceField.js';
import { DayField } from '../../ui/DayField.js';
import { Help } from '../../ui/Help.js';
import { TextField } from '../../ui/TextField.js';
import styles from './Applications.module.css';
import { openItems } from './terms-typed.js';
import type { Typed } from './terms-typed.js';

export interface FieldsProps {
  typed: Typed;
  change: (patch: Partial<Typed>) => void;
  errorOf: (path: string) => string | null;
}

const OpenFields = ({ item, typed, change, errorOf }: FieldsProps & { item: UndecidableItem }) => {
  const t = useCopy('applications');
  const open = typed.open[item];
  if (!open) return null;
  const path = `undecided.${openItems(typed).indexOf(item)}`;
  const set = (patch: Partial<typeof open>): void => change({ open: { ...typed.open, [item]: { ...open, ...patch } } });
  return (
    <div className={styles.undecided}>
      <TextField
        name={`${path}.reason`}
        label={t('form.reason')}
        help={t('form.reasonHelp')}
        limit={termsLimits.reason}
        isRequired
        value={open.reason}
        onChange={(reason) => set({ reason })}
        error={errorOf(`${path}.reason`)}
      />
      <DayField
        name={`${path}.decideBy`}
        label={t('form.decideBy')}
        help=""
        isRequired
        value={open.decideBy}
        onChange={(decideBy) => set({ decideBy })}
        error={errorOf(`${path}.decideBy`)}
      />
    </div>
  );
};

interface ItemProps extends FieldsProps {
  item: UndecidableItem;
  /** What may be left open still. */
  mayOpen: boolean;
  children: ReactNode;
}

const Item = ({ item, mayOpen, children, ...fields }: ItemProps) => {
  const t = useCopy('applications');
  const { typed, change } = fields;
  const isOpen = typed.open[item] !== undefined;
  const handleToggle = (): void => {
    const { [item]: before, ...others } = typed.open;
    change({ open: before ? others : { ...others, [item]: { reason: '', decideBy: null } } });
  };
  return (
    <div className={styles.group}>
      {isOpen ? null : children}
      {mayOpen ? (
        <Checkbox label={t('form.open', { item: t(`item.${item}`) })} checked={isOpen} onChange={handleToggle} />
      ) : null}
      <OpenFields item={item} {...fields} />
    </div>
  );
};

interface NumberProps {
  name: string;
  label: string;
  help: string;
  unit?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  error: string | null;
  isRequired?: boolean;
}

const NumberField = ({ name, label, help, unit, value, onChange, error, isRequired = false }: NumberProps) => (
  <NumberInput
    name={name}
    label={label}
    description={<Help help={help} />}
    error={error}
    withAsterisk={isRequired}
    allowDecimal={false}
    allowNegative={false}
    thousandSeparator=","
    hideControls
    styles={{ input: { maxWidth: 200 } }}
    {...(unit ? { suffix: ` ${unit}` } : {})}
    value={value ?? ''}
    onChange={(given) => onChange(typeof given === 'number' ? given : null)}
  />
);

const Amount = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  const terms = useCopy('terms');
  return (
    <>
      <ChoiceField
        name="amount.kind"
        label={t('form.amountKind')}
        help=""
        choices={rewardKinds.map((value) => ({ value, label: terms(`rewardKind.${value}`) }))}
        value={typed.amountKind}
        onChange={(amountKind) => change({ amountKind })}
      />
      <NumberField
        name="amount.yen"
        label={t('form.yen')}
        help={t('form.yenHelp')}
        value={typed.yen}
        onChange={(yen) => change({ yen })}
        error={errorOf('amount')}
        isRequired
      />
      {typed.amountKind === 'fixed' ? null : (
        <NumberField
          name="amount.expected"
          label={t('form.expected')}
          help={t('form.expectedHelp')}
          value={typed.expected}
          onChange={(expected) => change({ expected })}
          error={errorOf('amount.expected')}
        />
      )}
      <TextField
        name="amount.formula"
        label={t('form.formula')}
        help={t('form.formulaHelp')}
        limit={termsLimits.formula}
        value={typed.formula}
        onChange={(formula) => change({ formula })}
        error={errorOf('amount.formula')}
      />
    </>
  );
};

const payKinds = ['once', 'monthly'] as const;

const Payment = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  const format = useFormat();
  const due = typed.open.dueOn ? null : typed.dueOn;
  return (
    <>
      <ChoiceField
        name="payment.kind"
        label={t('form.payKind')}
        help=""
        choices={payKinds.map((value) => ({ value, label: t(`form.${value}`) }))}
        value={typed.payKind}
        onChange={(payKind) => change({ payKind })}
      />
      {typed.payKind === 'once' ? (
        <DayField
          name="payment.on"
          label={t('form.payOn')}
          help={due ? t('form.payOnHelp', { date: format.date(lastPaymentDay(due)) }) : t('form.payOnHelpOpen')}
          value={typed.payOn}
          onChange={(payOn) => change({ payOn })}
          error={errorOf('payment')}
          isRequired
        />
      ) : (
        <NumberField
          name="payment.daysAfter"
          label={t('form.payAfter')}
          help={t('form.payAfterHelp')}
          unit={t('form.days')}
          value={typed.payAfter}
          onChange={(payAfter) => change({ payAfter })}
          error={errorOf('payment')}
          isRequired
        />
      )}
    </>
  );
};

const Where = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <TextField
      name="place"
      label={t('item.place')}
      help={t('form.placeHelp')}
      limit={termsLimits.place}
      isRequired
      value={typed.place}
      onChange={(place) => change({ place })}
      error={errorOf('place')}
    />
  );
};

const What = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <TextField
      name="work"
      label={t('item.work')}
      help={t('form.workHelp')}
      limit={termsLimits.work}
      rows={6}
      isRequired
      value={typed.work}
      onChange={(work) => change({ work })}
      error={errorOf('work')}
    />
  );
};

const Due = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <DayField
      name="dueOn"
      label={t('item.dueOn')}
      help={t('form.dueHelp')}
      value={typed.dueOn}
      onChange={(dueOn) => change({ dueOn })}
      error={errorOf('dueOn')}
      isRequired
    />
  );
};

const Inspection = ({ typed, change, errorOf }: FieldsProps) => {
  const t = useCopy('applications');
  return (
    <DayField
      name="inspectBy"
      label={t('item.inspectBy')}
      help={t('form.inspectHelp')}
      value={typed.inspectBy}
      onChange={(inspectBy) => change({ inspectBy })}
      error={errorOf('inspectBy')}
    />
  );
};

const items: Record<UndecidableItem, (props: FieldsProps) => ReactNode> = {
  work: What,
  dueOn: Due,
  place: Where,
  inspectBy: Inspection,
  amount: Amount,
  payment: Payment,
};

/** One item that the law lets open for a while. */
export const TermsItem = ({ item, mayOpen, ...fields }: Omit<ItemProps, 'children'>) => {
  const Fields = items[item];
  return (
    <Item item={item} mayOpen={mayOpen} {...fields}>
      <Fields {...fields} />
    </Item>
  );
};
