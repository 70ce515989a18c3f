// Inviting somebody to apply: from their profile to one of the openings, or from an opening's list of people who fit.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { applicationLimits, invitationForm } from '@enishi/shared/applications';
import { pageLimits } from '@enishi/shared/fields';
import { openingContracts } from '@enishi/shared/openings';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { call } from '../../lib/http.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf } from '../../lib/problems.js';
import { useViewer } from '../../lib/session.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { TextField } from '../../ui/TextField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { useInvite } from './use-applications.js';
import { asText, useKept } from './use-kept.js';

interface Choice {
  id: string;
  title: string;
}

/** One's own; for coordinators also those of the prefectures that they look after. */
const useOpenings = () => {
  const viewer = useViewer();
  const served = viewer?.servedPrefectures ?? [];
  return useQuery({
    queryKey: ['applications', 'openings', served],
    queryFn: async ({ signal }): Promise<Choice[]> => {
      const query = { limit: pageLimits.max };
      const mine = await call(openingContracts.listMine, { query, signal });
      const ofRegion =
        served.length > 0
          ? await call(openingContracts.list, { query: { ...query, prefecture: served.join(',') }, signal })
          : { items: [] };
      const open = [...mine.items, ...ofRegion.items].filter(({ status }) => status === 'published');
      return [...new Map(open.map(({ id, title }) => [id, { id, title }])).values()];
    },
  });
};

interface FormProps {
  expertId: string;
  openings: readonly Choice[];
  onClose: () => void;
}

const InviteForm = ({ expertId, openings, onClose }: FormProps) => {
  const t = useCopy('applications');
  const kept = useKept(`invite.${expertId}`, '', asText);
  const [openingId, setOpeningId] = useState<string | null>(openings[0]?.id ?? null);
  const [key, setKey] = useState(newKey);
  const mutation = useInvite();
  const checked = check(invitationForm, { key, expertId, text: kept.value });
  const problems = [...checked.problems, ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const isThere = codeOf(mutation.error) === 'already_exists';
  const handleDone = (): void => {
    kept.forget();
    notifyDone(t('invite.sent'));
    onClose();
  };
  const choose = (id: string | null): void => {
    setOpeningId(id);
    setKey(newKey());
    mutation.reset();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('invite.title')}
      confirmLabel={t('invite.send')}
      isBusy={mutation.isPending}
      error={problems.length > 0 || isThere ? null : mutation.error}
      onConfirm={() => {
        if (checked.value && openingId) mutation.mutate({ ...checked.value, openingId }, { onSuccess: handleDone });
      }}
      onClose={onClose}
    >
      <p>{t('invite.explain')}</p>
      <SelectField
        name="openingId"
        label={t('invite.opening')}
        choices={openings.map(({ id, title }) => ({ value: id, label: title }))}
        value={openingId}
        onChange={choose}
        error={errorOf('expertId')}
        isRequired
      />
      <TextField
        name="text"
        label={t('invite.text')}
        help={t('invite.textHelp')}
        limit={applicationLimits.invitation}
        rows={3}
        value={kept.value}
        onChange={kept.change}
        error={errorOf('text')}
      />
      {isThere ? (
        <p role="alert">
          {t('invite.already')} <Link to="/applications">{t('invite.see')}</Link>
        </p>
      ) : null}
    </ConfirmDialog>
  );
};

const NoOpening = ({ onClose }: Pick<FormProps, 'onClose'>) => {
  const t = useCopy('applications');
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      isOpen
      title={t('invite.title')}
      confirmLabel={t('invite.write')}
      onConfirm={() => void navigate('/openings/new')}
      onClose={onClose}
    >
      <EmptyState title={t('invite.none')} level={3}>
        {t('invite.noneHelp')}
      </EmptyState>
    </ConfirmDialog>
  );
};

const Chosen = ({ expertId, onClose }: Omit<FormProps, 'openings'>) => {
  const openings = useOpenings();
  if (openings.isPending) return <LoadingState rows={1} height={56} />;
  if (openings.isError) return <FailedState error={openings.error} onRetry={() => void openings.refetch()} />;
  if (openings.data.length === 0) return <NoOpening onClose={onClose} />;
  return <InviteForm expertId={expertId} openings={openings.data} onClose={onClose} />;
};

interface InviteButtonProps {
  expertId: string;
  /** Where the opening is known; left out, one is chosen. */
  opening?: Choice;
  look?: 'filled' | 'default';
}

export const InviteButton = ({ expertId, opening, look = 'default' }: InviteButtonProps) => {
  const t = useCopy('applications');
  const [isAsked, setIsAsked] = useState(false);
  const close = (): void => setIsAsked(false);
  return (
    <>
      <Button variant={look} onClick={() => setIsAsked(true)}>
        {t('invite.button')}
      </Button>
      {!isAsked ? null : opening ? (
        <InviteForm expertId={expertId} openings={[opening]} onClose={close} />
      ) : (
        <Chosen expertId={expertId} onClose={close} />
      )}
    </>
  );
};
