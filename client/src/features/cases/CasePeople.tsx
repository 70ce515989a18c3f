import { useState } from 'react';
import { Button } from '@mantine/core';
import type { CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { problemsOf } from '../../lib/problems.js';
import { useViewer } from '../../lib/session.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import styles from './CaseHead.module.css';
import { CaseFailure } from './StaleCase.js';
import { useReloadCase, useSetPeople } from './use-cases.js';

const PeopleDialog = ({ found, onClose }: { found: CaseView; onClose: () => void }) => {
  const t = useCopy('cases');
  const mutation = useSetPeople(found.id);
  const reload = useReloadCase(found.id);
  const [leadId, setLeadId] = useState(found.lead?.id ?? null);
  const [secondId, setSecondId] = useState(found.second?.id ?? null);
  const errorOf = useFieldErrors(problemsOf(mutation.error));
  const choices = found.colleagues.map(({ id, displayName, organisation }) => ({
    value: id,
    label: `${displayName}（${organisation}）`,
  }));
  const send = (version: number): void =>
    mutation.mutate(
      { version, leadId, secondId },
      {
        onSuccess: () => {
          notifyDone(t('head.saved'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      title={t('head.changePeople')}
      confirmLabel={t('head.changePeople')}
      isBusy={mutation.isPending}
      onConfirm={() => send(found.version)}
      onClose={onClose}
    >
      <SelectField
        name="leadId"
        label={t('lead')}
        choices={choices}
        none={t('nobody')}
        value={leadId}
        onChange={setLeadId}
        error={errorOf('leadId')}
      />
      <SelectField
        name="secondId"
        label={t('second')}
        choices={choices.filter(({ value }) => value !== leadId)}
        none={t('nobody')}
        value={secondId === leadId ? null : secondId}
        onChange={setSecondId}
        error={errorOf('secondId')}
      />
      <CaseFailure
        error={problemsOf(mutation.error).length > 0 ? null : mutation.error}
        onKeepMine={send}
        onTakeTheirs={() => {
          reload();
          onClose();
        }}
      />
    </ConfirmDialog>
  );
};

/** Who is in charge, becoming it, and putting others in charge. */
export const CasePeople = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const viewer = useViewer();
  const [isAsking, setIsAsking] = useState(false);
  const mutation = useSetPeople(found.id);
  return (
    <span className={styles.people}>
      <span>
        {t('lead')} <strong>{found.lead?.displayName ?? t('nobody')}</strong>
      </span>
      <span>
        {t('second')} <strong>{found.second?.displayName ?? t('nobody')}</strong>
      </span>
      {!found.lead && viewer ? (
        <Button
          size="compact-sm"
          variant="light"
          loading={mutation.isPending}
          onClick={() => mutation.mutate({ version: found.version, leadId: viewer.id })}
        >
          {t('head.takeLead')}
        </Button>
      ) : null}
      <Button size="compact-sm" variant="subtle" onClick={() => setIsAsking(true)}>
        {t('head.changePeople')}
      </Button>
      {isAsking ? <PeopleDialog found={found} onClose={() => setIsAsking(false)} /> : null}
    </span>
  );
};
