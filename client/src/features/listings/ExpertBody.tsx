import type { ExpertView } from '@enishi/shared/experts';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useNow } from '../../lib/use-now.js';
import { Tag } from '../../ui/Tag.js';
import { Fact, Passage, Passages } from './Group.js';

export const ExpertFacts = ({ view }: { view: ExpertView }) => {
  const t = useCopy('listings');
  const terms = useCopy('terms');
  const work = useCopy('workTerms');
  const format = useFormat();
  const today = dayOf(new Date(useNow()));
  const isPaused = view.unavailableUntil !== null && view.unavailableUntil >= today;
  return (
    <>
      <Fact name={t('browse.expertKind')}>{terms(`expertKind.${view.kind}`)}</Fact>
      <Fact name={t('page.hoursPerWeek')}>
        {view.hoursPerWeek === null ? null : t('page.hours', { hours: view.hoursPerWeek })}
      </Fact>
      <Fact name={t('page.workPlace')}>{terms(`workPlace.${view.workPlace}`)}</Fact>
      <Fact name={t('page.period')}>
        {view.availableFrom || view.availableTo
          ? t('page.fromTo', {
              from: view.availableFrom ? format.date(view.availableFrom) : '',
              to: view.availableTo ? format.date(view.availableTo) : '',
            })
          : null}
      </Fact>
      <Fact name={t('page.speech')}>
        {format.list(
          view.speech.map(({ language, level }) => `${work(`spoken.${language}`)} ${work(`speechLevel.${level}`)}`),
        )}
      </Fact>
      {isPaused ? (
        <Fact name={t('page.pause')}>
          <Tag look="attention">{t('page.pausedUntil', { date: format.date(view.unavailableUntil ?? '') })}</Tag>
        </Fact>
      ) : null}
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
    </Passages>
  );
};
