import { readinessLevels } from '@enishi/shared/taxonomy/readiness';
import type { SeedView } from '@enishi/shared/seeds';
import { useCopy, useLanguage } from '../../copy/index.js';
import { Fact, Passage, Passages } from './Group.js';

export const SeedFacts = ({ view }: { view: SeedView }) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const language = useLanguage();
  const level = readinessLevels.find((one) => one.level === view.readiness);
  return (
    <>
      <Fact name={t('page.readiness')}>
        {level ? `${t('card.trl', { level: level.level })} ${level[language]}` : null}
      </Fact>
      <Fact name={t('page.property')}>{terms(`property.${view.propertyStatus}`)}</Fact>
    </>
  );
};

/** In the order of a technology presentation (新技術説明会). */
export const SeedBody = ({ view }: { view: SeedView }) => {
  const t = useCopy('listings');
  const { details, language } = view;
  if (!details) return null;
  return (
    <Passages>
      <Passage title={t('page.problem')} text={details.problem} lang={language} />
      <Passage title={t('page.features')} text={details.features} lang={language} />
      <Passage title={t('page.uses')} text={details.uses} lang={language} />
      <Passage title={t('page.challenges')} text={details.challenges} lang={language} />
      <Passage title={t('page.expectations')} text={details.expectations} lang={language} />
      <Passage title={t('page.propertyNote')} text={details.propertyNote} lang={language} />
      <Passage title={t('page.record')} text={details.record} lang={language} />
    </Passages>
  );
};
