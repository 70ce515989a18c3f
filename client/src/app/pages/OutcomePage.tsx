import { useParams } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { OutcomeQuestion } from '../../features/projects/OutcomeQuestion.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { RequireSignIn } from '../RequireSignIn.js';

/** A link says by itself whose it is; a bare id is for the person with an account who was asked. */
const isBareId = (token: string): boolean => /^[0-9a-f]{24}$/.test(token);

export const Component = () => {
  const t = useCopy('projects');
  const token = useParams()['token'] ?? '';
  const question = <OutcomeQuestion token={token} />;
  return (
    <Page width="slim">
      <PageHead title={t('question.pageTitle')} />
      {isBareId(token) ? <RequireSignIn>{question}</RequireSignIn> : question}
    </Page>
  );
};
