import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { applicationClock } from '@enishi/shared/applications';
import type { ApplicationView } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { TermsForm } from '../../features/applications/TermsForm.js';
import { reloadApplication, useTermsDraft } from '../../features/applications/use-applications.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { PageHead } from '../../ui/PageHead.js';
import { useAddressId } from '../use-address-id.js';
import { WithApplication } from '../WithApplication.js';

const Draft = ({ application }: { application: ApplicationView }) => {
  const t = useCopy('applications');
  const client = useQueryClient();
  const draft = useTermsDraft(application.id);
  const { canOffer, canProposeTerms } = application.abilities;
  if (!canOffer && !canProposeTerms) return <EmptyState title={t('form.notPossible')} />;
  if (draft.isPending) return <LoadingState />;
  if (draft.isError) return <FailedState error={draft.error} onRetry={() => void draft.refetch()} />;
  return (
    <TermsForm
      application={application}
      draft={draft.data.terms}
      onReload={() => void reloadApplication(client, application.id)}
    />
  );
};

export const Component = () => {
  const t = useCopy('applications');
  const id = useAddressId();
  return (
    <WithApplication id={id}>
      {(application) => {
        const isSettling = application.state === 'accepted';
        return (
          <>
            <PageHead
              eyebrow={<Link to={`/applications/${id}`}>{t('form.back')}</Link>}
              title={t(isSettling ? 'form.settleTitle' : 'form.offerTitle')}
              description={t(isSettling ? 'form.settleExplain' : 'form.offerExplain', {
                days: applicationClock.offerDays,
              })}
            />
            <Draft application={application} />
          </>
        );
      }}
    </WithApplication>
  );
};
