// Taking one's data along, and having oneself erased.
import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { eraseMe, exportMyData } from '@enishi/shared/privacy';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { notifyDone } from '../../ui/notify.js';
import { ProofDialog } from './ProofDialog.js';
import { useSecondFactor } from './use-second-factor.js';

/** Hands a text to the browser as a file. */
const saveAs = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

export const OwnData = () => {
  const t = useCopy('settings');
  const hasFactor = useSecondFactor().data?.isOn === true;
  const [open, setOpen] = useState<'export' | 'erase' | null>(null);
  const close = (): void => setOpen(null);
  const take = useMutation({ mutationFn: (password: string) => call(exportMyData, { body: { password } }) });
  const erase = useMutation({ mutationFn: (body: BodyInputOf<typeof eraseMe>) => call(eraseMe, { body }) });
  return (
    <FieldGroup title={t('ownData.title')} description={t('ownData.explain')}>
      <Group gap="xs">
        <Button variant="default" onClick={() => setOpen('export')}>
          {t('ownData.export')}
        </Button>
        <Button variant="subtle" color="shu" onClick={() => setOpen('erase')}>
          {t('ownData.erase')}
        </Button>
      </Group>
      {open === 'export' ? (
        <ProofDialog
          title={t('ownData.export')}
          help={t('ownData.exportHelp')}
          asksForCode={false}
          mutation={take}
          onConfirm={({ password }) =>
            take.mutate(password, {
              onSuccess: (data) => {
                saveAs(`enishi-${data.exportedAt.slice(0, 10)}.json`, JSON.stringify(data, null, 2));
                close();
                notifyDone(t('ownData.exported'));
              },
            })
          }
          onClose={close}
        />
      ) : null}
      {open === 'erase' ? (
        <ProofDialog
          title={t('ownData.erase')}
          help={t('ownData.eraseHelp')}
          isGrave
          asksForCode={hasFactor}
          mutation={erase}
          // Nothing of this person may stay on the screen: the page begins anew, as a visitor's.
          onConfirm={({ password, code }) =>
            erase.mutate({ password, ...(hasFactor ? { code } : {}) }, { onSuccess: () => window.location.assign('/') })
          }
          onClose={close}
        />
      ) : null}
    </FieldGroup>
  );
};
