import type { NeedView } from '@enishi/shared/needs';
import { useCopy } from '../../copy/index.js';
import { useIndustryName } from '../../lib/places.js';
import { Fact, Passage, Passages } from './Group.js';

export const NeedFacts = ({ view }: { view: NeedView }) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const industryOf = useIndustryName();
  return (
    <>
      <Fact name={t('page.industry')}>{industryOf(view.industry)}</Fact>
      <Fact name={t('page.timeframe')}>{terms(`timeframe.${view.timeframe}`)}</Fact>
      {view.details ? (
        <>
          <Fact name={t('page.budget')}>{terms(`budget.${view.details.budget}`)}</Fact>
          <Fact name={t('page.readinessWanted')}>
            {view.details.readinessWanted ? t('card.trl', { level: view.details.readinessWanted }) : null}
          </Fact>
        </>
      ) : null}
    </>
  );
};

export const NeedBody = ({ view }: { view: NeedView }) => {
  const t = useCopy('listings');
  if (!view.details) return null;
  const { situation, goal, tried, mustHaves } = view.details;
  return (
    <Passages>
      <Passage title={t('page.situation')} text={situation} lang={view.language} />
      <Passage title={t('page.goal')} text={goal} lang={view.language} />
      <Passage title={t('page.tried')} text={tried} lang={view.language} />
      <Passage
        title={t('page.mustHaves')}
        text={mustHaves.map((line) => `・${line}`).join('\n')}
        lang={view.language}
      />
    </Passages>
  );
};
