import { caseClock } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { InquiryForm } from '../../features/cases/InquiryForm.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

/** The one-stop desk, for everybody. */
export const Component = () => {
  const t = useCopy('cases');
  return (
    <Page width="narrow">
      <PageHead title={t('inquiry.title')} description={t('inquiry.description', { days: caseClock.answerDays })} />
      <InquiryForm />
    </Page>
  );
};
