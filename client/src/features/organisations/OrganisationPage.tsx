import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useCopy, useLanguage } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { PageHead } from '../../ui/PageHead.js';
import { Tag } from '../../ui/Tag.js';
import { notifyDone } from '../../ui/notify.js';
import { OrganisationForm } from './OrganisationForm.js';
import { OrganisationProfile } from './OrganisationProfile.js';
import { useOrganisation } from './organisation-queries.js';

export const OrganisationPage = ({ id, missing }: { id: string; missing: ReactNode }) => {
  const t = useCopy('organisations');
  const common = useCopy('common');
  const terms = useCopy('terms');
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const [isEditing, setIsEditing] = useState(false);
  const query = useOrganisation(id);
  if (query.isPending) return <LoadingState rows={1} height={240} />;
  if (!query.data)
    return codeOf(query.error) === 'not_found' ? (
      missing
    ) : (
      <FailedState error={query.error} onRetry={() => void query.refetch()} />
    );
  const organisation = query.data;
  const other = language === 'en' ? organisation.name : organisation.nameEn;
  const handleDone = (): void => {
    setIsEditing(false);
    notifyDone(t('saved'));
  };
  return (
    <>
      <PageHead
        title={nameOf(organisation)}
        eyebrow={
          <>
            {terms(`organisationKind.${organisation.kind}`)}{' '}
            {organisation.isSample ? <Tag look="plain">{common('sample')}</Tag> : null}
          </>
        }
        description={other && other !== nameOf(organisation) ? other : null}
        actions={
          organisation.abilities.canEdit && !isEditing ? (
            <Button variant="default" onClick={() => setIsEditing(true)}>
              {t('edit')}
            </Button>
          ) : null
        }
      />
      {isEditing ? (
        <OrganisationForm organisation={organisation} onDone={handleDone} onCancel={() => setIsEditing(false)} />
      ) : (
        <OrganisationProfile organisation={organisation} />
      )}
    </>
  );
};
