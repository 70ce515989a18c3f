// Whether the organisations of an introduction have signed a confidentiality agreement; coordinators record it.
import { useId, useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { ndaForm, type NdaView } from '@enishi/shared/ndas';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { SelectField } from '../../ui/SelectField.js';
import { Tag } from '../../ui/Tag.js';
import { notifyDone } from '../../ui/notify.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './NdaPanel.module.css';
import { useNdas, useRecordNda, useSharedFiles, useWithdrawNda } from './use-ndas.js';

const stateOf = ({ isValid, withdrawnAt }: NdaView) => (withdrawnAt ? 'withdrawn' : isValid ? 'valid' : 'ended');
/** Noon in Tokyo, so that it is that day wherever it is read. */
const noonOf = (day: string): string => `${day}T03:00:00.000Z`;

const NdaLine = ({ nda, canWithdraw }: { nda: NdaView; canWithdraw: boolean }) => {
  const t = useCopy('talk');
  const format = useFormat();
  const [isAsking, setIsAsking] = useState(false);
  const withdraw = useWithdrawNda();
  const { signedOn, validUntil, organisations, file } = nda;
  const state = stateOf(nda);
  return (
    <li className={styles.line}>
      <Tag look={state === 'valid' ? 'done' : 'plain'}>{t(`nda.${state}`)}</Tag>
      <span>{t('nda.between', { one: organisations[0]?.name ?? '', other: organisations[1]?.name ?? '' })}</span>
      <span>{t('nda.from', { date: format.date(noonOf(signedOn)) })}</span>
      <span>{validUntil ? t('nda.until', { date: format.date(noonOf(validUntil)) }) : t('nda.noEnd')}</span>
      {file ? <a href={`/api/files/${file.id}/content`}>{file.name}</a> : null}
      {canWithdraw && !nda.withdrawnAt ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setIsAsking(true)}>
          {t('nda.withdraw')}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('nda.withdraw')}
        confirmLabel={t('nda.withdraw')}
        isGrave
        isBusy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate(nda.id, { onSuccess: () => setIsAsking(false) })}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('nda.withdrawExplain')}</p>
      </ConfirmDialog>
    </li>
  );
};

const RecordDialog = ({ introductionId, onClose }: { introductionId: string; onClose: () => void }) => {
  const t = useCopy('talk');
  const files = useSharedFiles(introductionId).data ?? [];
  const record = useRecordNda(introductionId);
  const [typed, setTyped] = useState({ signedOn: '', validUntil: '', fileId: null as string | null });
  const [isTried, setIsTried] = useState(false);
  const given = { ...typed, validUntil: typed.validUntil === '' ? null : typed.validUntil };
  const checked = check(ndaForm, given);
  const problems = [...(isTried ? withEmpty(checked.problems, given) : []), ...problemsOf(record.error)];
  const errorOf = useFieldErrors(problems);
  const handleConfirm = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    record.mutate(checked.value, {
      onSuccess: () => {
        notifyDone(t('nda.recorded'));
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('nda.record')}
      confirmLabel={t('nda.record')}
      isBusy={record.isPending}
      error={problems.length === 0 ? record.error : null}
      onConfirm={handleConfirm}
      onClose={onClose}
    >
      <Stack gap="md">
        <p>{t('nda.explain')}</p>
        <TextInput
          type="date"
          label={t('nda.signedOn')}
          withAsterisk
          value={typed.signedOn}
          onChange={(event) => setTyped({ ...typed, signedOn: event.currentTarget.value })}
          error={errorOf('signedOn')}
        />
        <TextInput
          type="date"
          label={t('nda.validUntil')}
          value={typed.validUntil}
          onChange={(event) => setTyped({ ...typed, validUntil: event.currentTarget.value })}
          error={errorOf('validUntil')}
        />
        <SelectField
          name="fileId"
          label={t('nda.file')}
          none={t('nda.noFile')}
          value={typed.fileId}
          onChange={(fileId) => setTyped({ ...typed, fileId })}
          choices={files.map(({ id, name }) => ({ value: id, label: name }))}
          error={errorOf('fileId')}
        />
      </Stack>
    </ConfirmDialog>
  );
};

export const NdaPanel = ({ introductionId }: { introductionId: string }) => {
  const t = useCopy('talk');
  const heading = useId();
  const query = useNdas(introductionId);
  const [isRecording, setIsRecording] = useState(false);
  const canRecord = query.data?.abilities.canRecord === true;
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <h2 id={heading} className={styles.heading}>
        {t('nda.title')}
      </h2>
      <ErrorNote error={query.error} />
      {query.data?.items.length === 0 ? <p>{t('nda.none')}</p> : null}
      <ul className={styles.list}>
        {query.data?.items.map((nda) => (
          <NdaLine key={nda.id} nda={nda} canWithdraw={canRecord} />
        ))}
      </ul>
      {canRecord ? (
        <div>
          <Button variant="default" onClick={() => setIsRecording(true)}>
            {t('nda.record')}
          </Button>
        </div>
      ) : null}
      {isRecording ? <RecordDialog introductionId={introductionId} onClose={() => setIsRecording(false)} /> : null}
    </section>
  );
};
