import { caseLimits } from '@enishi/shared/cases';
import type { CaseContact } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { TextField } from '../../ui/TextField.js';

interface ContactFieldsProps {
  value: CaseContact;
  onChange: (value: CaseContact) => void;
  /** Sentence for a field, by its name within the form. */
  errorOf: (name: string) => string | null;
}

/** Who asked: all of it may be empty. */
export const ContactFields = ({ value, onChange, errorOf }: ContactFieldsProps) => {
  const t = useCopy('cases');
  const set = (change: Partial<CaseContact>): void => onChange({ ...value, ...change });
  return (
    <>
      <TextField
        name="contact.name"
        label={t('contact.name')}
        help=""
        limit={caseLimits.name}
        value={value.name}
        onChange={(name) => set({ name })}
        error={errorOf('contact.name')}
      />
      <TextField
        name="contact.organisation"
        label={t('contact.organisation')}
        help=""
        limit={caseLimits.organisation}
        value={value.organisation}
        onChange={(organisation) => set({ organisation })}
        error={errorOf('contact.organisation')}
      />
      <TextField
        name="contact.phone"
        label={t('contact.phone')}
        help=""
        limit={caseLimits.phone}
        value={value.phone}
        onChange={(phone) => set({ phone })}
        error={errorOf('contact.phone')}
      />
      <TextField
        name="contact.email"
        type="email"
        label={t('contact.email')}
        help=""
        limit={254}
        value={value.email}
        onChange={(email) => set({ email })}
        error={errorOf('contact.email')}
      />
    </>
  );
};
