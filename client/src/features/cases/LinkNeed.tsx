import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { needContracts } from '@enishi/shared/needs';
import type { CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { CaseFailure } from './StaleCase.js';
import { useLinkNeed, useReloadCase } from './use-cases.js';

const LinkDialog = ({ found, onClose }: { found: CaseView; onClose: () => void }) => {
  const t = useCopy('cases');
  const [needId, setNeedId] = useState<string | null>(null);
  const mutation = useLinkNeed(found.id);
  const reload = useReloadCase(found.id);
  const needs = useQuery({
    queryKey: ['cases', 'linkable', found.prefecture],
    queryFn: async ({ signal }) => {
      const query = { prefecture: found.prefecture, limit: 50 };
      return await call(needContracts.list, { query, signal });
    },
  });
  const items = needs.data?.items ?? [];
  const send = (version: number): void => {
    if (!needId) return;
    mutation.mutate(
      { version, needId },
      {
        onSuccess: () => {
          notifyDone(t('link.done'));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('link.title')}
      confirmLabel={t('link.confirm')}
      isBusy={mutation.isPending}
      isDisabled={needId === null}
      error={needs.error}
      onConfirm={() => send(found.version)}
      onClose={onClose}
    >
      <p>{t('link.explain')}</p>
      {needs.isSuccess && items.length === 0 ? (
        <p>{t('link.none')}</p>
      ) : (
        <SelectField
          name="needId"
          label={t('link.label')}
          choices={items.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }))}
          value={needId}
          onChange={setNeedId}
          isRequired
        />
      )}
      <CaseFailure error={mutation.error} onKeepMine={send} onTakeTheirs={reload} />
    </ConfirmDialog>
  );
};

/** For an inquiry from which a need was published later. */
export const LinkNeed = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const [isOpen, setIsOpen] = useState(false);
  if (!found.canLinkNeed) return null;
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setIsOpen(true)}>
        {t('link.title')}
      </Button>
      {isOpen ? <LinkDialog found={found} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
};
