// What somebody can show: certificates, and pages of their work.
import { TextInput } from '@mantine/core';
import type { ExpertDraft } from '@enishi/shared/experts';
import { workProfileLimits } from '@enishi/shared/work-profile';
import type { Certificate } from '@enishi/shared/work-profile';
import { useCopy } from '../../copy/index.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { RowsField } from './RowsField.js';
import type { ProfilePart } from './profile-part.js';
import styles from './Fields.module.css';

type Link = ExpertDraft['links'][number];

const noCertificate: Certificate = { name: '', holder: '', grade: '', validUntil: null };
const noLink: Link = { title: '', url: '' };
const isBlank = (row: object): boolean => Object.values(row).every((value) => value === '' || value === null);

const Certificates = ({ values, change, errorOf }: ProfilePart) => {
  const t = useCopy('profiles');
  return (
    <RowsField
      name="certificates"
      label={t('edit.certificates.label')}
      help={t('edit.certificates.help')}
      addLabel={t('edit.certificates.add')}
      nameOf={({ name }, number) => name || t('edit.certificates.one', { number })}
      blank={noCertificate}
      isBlank={isBlank}
      value={values.certificates}
      onChange={(certificates) => change({ certificates })}
      error={errorOf('certificates')}
      limit={workProfileLimits.certificates}
    >
      {(one, put, number) => (
        <>
          <TextInput
            className={styles.wide ?? ''}
            aria-label={t('edit.certificates.name', { number })}
            placeholder={t('edit.certificates.nameHint')}
            maxLength={workProfileLimits.certificate}
            value={one.name}
            onChange={(event) => put({ name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('edit.certificates.grade', { number })}
            placeholder={t('edit.certificates.gradeHint')}
            maxLength={workProfileLimits.grade}
            value={one.grade}
            onChange={(event) => put({ grade: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('edit.certificates.holder', { number })}
            placeholder={t('edit.certificates.holderHint')}
            maxLength={workProfileLimits.certificate}
            value={one.holder}
            onChange={(event) => put({ holder: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            max="9999-12-31"
            aria-label={t('edit.certificates.validUntil', { number })}
            value={one.validUntil ?? ''}
            onChange={(event) => put({ validUntil: event.currentTarget.value || null })}
          />
        </>
      )}
    </RowsField>
  );
};

const Links = ({ values, change, errorOf }: ProfilePart) => {
  const t = useCopy('profiles');
  return (
    <RowsField
      name="links"
      label={t('edit.links.label')}
      help={t('edit.links.help')}
      addLabel={t('edit.links.add')}
      nameOf={({ title }, number) => title || t('edit.links.one', { number })}
      blank={noLink}
      isBlank={isBlank}
      value={values.links}
      onChange={(links) => change({ links })}
      error={errorOf('links')}
      limit={workProfileLimits.links}
    >
      {(one, put, number) => (
        <>
          <TextInput
            aria-label={t('edit.links.title', { number })}
            placeholder={t('edit.links.titleHint')}
            maxLength={workProfileLimits.linkTitle}
            value={one.title}
            onChange={(event) => put({ title: event.currentTarget.value })}
          />
          <TextInput
            className={styles.wide ?? ''}
            type="url"
            inputMode="url"
            aria-label={t('edit.links.url', { number })}
            placeholder="https://"
            maxLength={workProfileLimits.url}
            value={one.url}
            onChange={(event) => put({ url: event.currentTarget.value })}
          />
        </>
      )}
    </RowsField>
  );
};

export const ProofFields = (part: ProfilePart) => {
  const t = useCopy('profiles');
  return (
    <FieldGroup title={t('edit.proof')}>
      <Certificates {...part} />
      <Links {...part} />
    </FieldGroup>
  );
};
