import { Link, useNavigate } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { DispatchDetail } from '../../features/dispatches/DispatchDetail.js';
import { useDispatch } from '../../features/dispatches/use-dispatches.js';
import { codeOf } from '../../lib/api-error.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { Tag } from '../../ui/Tag.js';
import { Missing } from '../Missing.js';
import { useAddressId } from '../use-address-id.js';

export const Component = () => {
  const t = useCopy('dispatches');
  const common = useCopy('common');
  const navigate = useNavigate();
  const query = useDispatch(useAddressId());
  const dispatch = query.data;
  if (codeOf(query.error) === 'not_found')
    return (
      <Page>
        <Missing />
      </Page>
    );
  return (
    <Page>
      <PageHead
        title={dispatch?.theme ?? t('list.title')}
        eyebrow={
          <>
            <Link to="/dispatches">{common('backTo', { page: t('list.title') })}</Link>{' '}
            {dispatch ? (
              <>
                {dispatch.code} <Tag look="plain">{t(`state.${dispatch.state}`)}</Tag>
              </>
            ) : null}
          </>
        }
      />
      {dispatch ? (
        <DispatchDetail dispatch={dispatch} onDeclined={() => void navigate('/dispatches')} />
      ) : query.isPending ? (
        <LoadingState />
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
};
