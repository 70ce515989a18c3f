// Applying on the page of an opening, with one of one's own profiles; where there is an application already, the way to it.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { applicationForm } from '@enishi/shared/applications';
import { expertContracts } from '@enishi/shared/experts';
import { pageLimits } from '@enishi/shared/fields';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';
import { newKey } from '../../lib/new-key.js';
import { check, problemsOf, withEmpty } from '../../lib/problems.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyDone } from '../../ui/notify.js';
import { SelectField } from '../../ui/SelectField.js';
import { useFieldErrors } from '../../ui/use-field-errors.js';
import { LetterField } from './LetterForm.js';
import { useApplications, useApply } from './use-applications.js';
import { asText, useKept } from './use-kept.js';

interface Profile {
  id: string;
  title: string;
}

const useProfiles = () =>
  useQuery({
    queryKey: ['applications', 'profiles'],
    queryFn: async ({ signal }): Promise<Profile[]> => {
      const { items } = await call(expertContracts.listMine, { query: { limit: pageLimits.max }, signal });
      return items.filter(({ status }) => status === 'published').map(({ id, title }) => ({ id, title }));
    },
  });

interface DialogProps {
  openingId: string;
  profiles: readonly Profile[];
  onClose: () => void;
}

const ApplyDialog = ({ openingId, profiles, onClose }: DialogProps) => {
  const t = useCopy('applications');
  const navigate = useNavigate();
  const kept = useKept(`apply.${openingId}`, '', asText);
  const [expertId, setExpertId] = useState<string | null>(profiles[0]?.id ?? null);
  const [isTried, setIsTried] = useState(false);
  // The same attempt keeps its key, so that a second click sends nothing new.
  const [key] = useState(newKey);
  const mutation = useApply(openingId);
  const checked = check(applicationForm, { key, expertId: expertId ?? undefined, letter: kept.value });
  const local = isTried ? withEmpty(checked.problems, { letter: kept.value, expertId }) : [];
  const problems = [...local, ...problemsOf(mutation.error)];
  const errorOf = useFieldErrors(problems);
  const send = (): void => {
    setIsTried(true);
    if (!checked.value) return;
    mutation.mutate(checked.value, {
      onSuccess: ({ id }) => {
        kept.forget();
        notifyDone(t('apply.sent'));
        void navigate(`/applications/${id}`);
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('apply.title')}
      confirmLabel={t('apply.send')}
      isBusy={mutation.isPending}
      error={problems.length > 0 ? null : mutation.error}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('apply.explain')}</p>
      <SelectField
        name="expertId"
        label={t('apply.profile')}
        choices={profiles.map(({ id, title }) => ({ value: id, label: title }))}
        value={expertId}
        onChange={setExpertId}
        error={errorOf('expertId')}
        isRequired
      />
      <LetterField value={kept.value} onChange={kept.change} error={errorOf('letter')} />
    </ConfirmDialog>
  );
};

const NoProfile = ({ onClose }: Pick<DialogProps, 'onClose'>) => {
  const t = useCopy('applications');
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      isOpen
      title={t('apply.title')}
      confirmLabel={t('apply.writeProfile')}
      onConfirm={() => void navigate('/experts/new')}
      onClose={onClose}
    >
      <EmptyState title={t('apply.noProfile')} level={3}>
        {t('apply.noProfileHelp')}
      </EmptyState>
    </ConfirmDialog>
  );
};

const Chosen = ({ openingId, onClose }: Omit<DialogProps, 'profiles'>) => {
  const profiles = useProfiles();
  if (profiles.isPending) return <LoadingState rows={1} height={56} />;
  if (profiles.isError) return <FailedState error={profiles.error} onRetry={() => void profiles.refetch()} />;
  if (profiles.data.length === 0) return <NoProfile onClose={onClose} />;
  return <ApplyDialog openingId={openingId} profiles={profiles.data} onClose={onClose} />;
};

/** For whoever may apply with a profile of their own. */
export const ApplyButton = ({ openingId, isOpen }: { openingId: string; isOpen: boolean }) => {
  const t = useCopy('applications');
  const [isAsked, setIsAsked] = useState(false);
  const own = useApplications({ openingId });
  const before = own.data?.pages[0]?.items.find(({ mySide }) => mySide === 'item');
  if (before)
    return (
      <Button component={Link} to={`/applications/${before.id}`}>
        {t('apply.see')}
      </Button>
    );
  if (!isOpen || !own.isSuccess) return null;
  return (
    <>
      <Button onClick={() => setIsAsked(true)}>{t('apply.button')}</Button>
      {isAsked ? <Chosen openingId={openingId} onClose={() => setIsAsked(false)} /> : null}
    </>
  );
};
