import { Radio, Stack, Textarea } from '@mantine/core';

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
  textHelp?: string;
  limit: number;
  reasonError?: string | null;
  textError?: string | null;
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
  reasonError,
  textError,
}: ReasonFieldsProps<Reason>) => {
  const find = (given: string): Reason | null => reasons.find((reason) => reason.value === given)?.value ?? null;
  return (
    <>
      <Radio.Group
        label={label}
        withAsterisk
        value={value.reason ?? ''}
        onChange={(given) => onChange({ ...value, reason: find(given) })}
        error={reasonError}
      >
        <Stack gap={8} mt={8}>
          {reasons.map((reason) => (
            <Radio key={reason.value} value={reason.value} label={reason.label} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={textLabel}
        description={textHelp}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={limit}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        error={textError}
      />
    </>
  );
};
