import type { ExpertView } from '@enishi/shared/experts';
import { useCopy } from '../../copy/index.js';
import { Fact, Passage, Passages } from './Group.js';

export const ExpertFacts = ({ view }: { view: ExpertView }) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  return (
    <>
      <Fact name={t('browse.expertKind')}>{terms(`expertKind.${view.kind}`)}</Fact>
      <Fact name={t('page.hoursPerWeek')}>
        {view.hoursPerWeek === null ? null : t('page.hours', { hours: view.hoursPerWeek })}
      </Fact>
      <Fact name={t('page.workPlace')}>{terms(`workPlace.${view.workPlace}`)}</Fact>
    </>
  );
};

export const ExpertBody = ({ view }: { view: ExpertView }) => {
  const t = useCopy('listings');
  const { details, language } = view;
  if (!details) return null;
  return (
    <Passages>
      <Passage title={t('page.canDo')} text={details.canDo} lang={language} />
      <Passage title={t('page.experience')} text={details.experience} lang={language} />
      <Passage
        title={t('page.certificates')}
        text={details.certificates.map((line) => `・${line}`).join('\n')}
        lang={language}
      />
    </Passages>
  );
};
