import { ChoiceField } from './ChoiceField.js';
import { TextField } from './TextField.js';

export interface GivenReason<Reason extends string> {
  reason: Reason | null;
  text: string;
}

interface ReasonFieldsProps<Reason extends string> {
  reasons: readonly { value: Reason; label: string }[];
  value: GivenReason<Reason>;
  onChange: (value: GivenReason<Reason>) => void;
  label: string;
  textLabel: string;
  textHelp: string;
  limit: number;
  errorOf: (name: string) => string | null;
}

/** One reason out of a few, and a few words. */
export const ReasonFields = <Reason extends string>({
  reasons,
  value,
  onChange,
  label,
  textLabel,
  textHelp,
  limit,
  errorOf,
}: ReasonFieldsProps<Reason>) => (
  <>
    <ChoiceField
      name="reason"
      label={label}
      help=""
      choices={reasons}
      value={value.reason}
      onChange={(reason) => onChange({ ...value, reason })}
      error={errorOf('reason')}
      isRequired
    />
    <TextField
      name="text"
      label={textLabel}
      help={textHelp}
      limit={limit}
      rows={2}
      value={value.text}
      onChange={(text) => onChange({ ...value, text })}
      error={errorOf('text')}
    />
  </>
);
