import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { NeedCase } from '@enishi/shared/workbench';
import { ApiError } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { notifyDone } from '../../ui/notify.js';
import { StaleNotice } from '../../ui/StaleNotice.js';
import styles from './LeadLine.module.css';
import { reloadWorkbench, useTakeLead } from './use-workbench.js';

interface FailureProps {
  error: unknown;
  onKeepMine: (version: number) => void;
  onTakeTheirs: () => void;
}

const Failure = ({ error, onKeepMine, onTakeTheirs }: FailureProps) => {
  const t = useCopy('workbench');
  const stale = error instanceof ApiError ? error.stale : null;
  if (!stale) return <ErrorNote error={error} />;
  return (
    <StaleNotice
      stale={stale}
      nameOfField={(field) => (field === 'lead' ? t('lead.field') : field)}
      onKeepMine={() => onKeepMine(stale.version)}
      onTakeTheirs={onTakeTheirs}
    />
  );
};

/** Who is in charge of a need, and becoming it. Taking over from a colleague is asked first. */
export const LeadLine = ({ needCase }: { needCase: NeedCase }) => {
  const t = useCopy('workbench');
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const { lead, caseVersion, need } = needCase;
  const mutation = useTakeLead(need.id);
  const take = (version: number): void => {
    setIsAsking(false);
    mutation.mutate(version, { onSuccess: () => notifyDone(t('lead.taken')) });
  };
  const takeTheirs = (): void => {
    mutation.reset();
    void reloadWorkbench(client);
  };
  return (
    <div className={styles.lead}>
      <p className={styles.line}>
        <span>{!lead ? t('lead.none') : lead.isMe ? t('lead.mine') : t('lead.other', { name: lead.displayName })}</span>
        {lead?.isMe || needCase.stage === 'ended' ? null : (
          <Button
            size="compact-sm"
            variant={lead ? 'default' : 'light'}
            loading={mutation.isPending}
            onClick={() => (lead ? setIsAsking(true) : take(caseVersion))}
          >
            {t(lead ? 'lead.takeOver' : 'lead.take')}
          </Button>
        )}
      </p>
      <Failure error={mutation.error} onKeepMine={take} onTakeTheirs={takeTheirs} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t('lead.takeOverTitle')}
        confirmLabel={t('lead.takeOver')}
        onConfirm={() => take(caseVersion)}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('lead.takeOverExplain', { name: lead?.displayName ?? '' })}</p>
      </ConfirmDialog>
    </div>
  );
};
