// One case: everything about it on one page. Each part of brokering adds its panel here, one line each.
import { Link } from 'react-router';
import type { CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { CaseActions } from '../../features/cases/CaseActions.js';
import { CaseFacts } from '../../features/cases/CaseFacts.js';
import { CaseHead } from '../../features/cases/CaseHead.js';
import { CaseStory } from '../../features/cases/CaseStory.js';
import { EntryForm } from '../../features/cases/EntryForm.js';
import { LinkNeed } from '../../features/cases/LinkNeed.js';
import { useCase } from '../../features/cases/use-cases.js';
import { CaseMeetings } from '../../features/meetings/CaseMeetings.js';
import { CaseProject } from '../../features/projects/CaseProject.js';
import { FilesPanel } from '../../features/talk/FilesPanel.js';
import { Thread } from '../../features/talk/Thread.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { Page } from '../../ui/Page.js';
import { useAddressId } from '../use-address-id.js';
import styles from './CasePage.module.css';

const Panels = ({ found }: { found: CaseView }) => {
  const talk = useCopy('talk');
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <CaseActions found={found} />
        <CaseMeetings caseId={found.id} />
        <CaseFacts found={found} />
        <LinkNeed found={found} />
      </div>
      <div className={styles.column}>
        <EntryForm caseId={found.id} />
        {found.needId ? <Thread subject={{ kind: 'case', id: found.id }} title={talk('threadOfCase')} /> : null}
        <FilesPanel subject={{ kind: 'case', id: found.id }} />
        <CaseProject caseId={found.id} />
        <CaseStory caseId={found.id} />
      </div>
    </div>
  );
};

export const Component = () => {
  const t = useCopy('cases');
  const id = useAddressId();
  const query = useCase(id);
  if (query.isPending)
    return (
      <Page>
        <LoadingState rows={4} height={120} />
      </Page>
    );
  if (!query.data)
    return (
      <Page>
        {codeOf(query.error) === 'not_found' ? (
          <EmptyState title={t('gone')} action={<Link to="/cases">{t('toBoard')}</Link>}>
            {t('goneHelp')}
          </EmptyState>
        ) : (
          <FailedState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    );
  return (
    <Page key={query.data.id}>
      <CaseHead found={query.data} />
      <Panels found={query.data} />
    </Page>
  );
};
