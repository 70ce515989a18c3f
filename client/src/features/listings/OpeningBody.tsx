import { Link } from 'react-router';
import type { OpeningView } from '@enishi/shared/openings';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useMunicipalityName } from '../../lib/municipalities.js';
import { useTagName } from '../../lib/taxonomy.js';
import { WeekGrid } from '../../ui/WeekGrid.js';
import { Box, Fact, Passage, Passages } from './Group.js';
import { useHoursText, useRewardText } from './opening-facts.js';
import styles from './OpeningBody.module.css';

interface PartProps {
  view: OpeningView;
}

const usePeriod = (): ((view: OpeningView) => string) => {
  const t = useCopy('openings');
  const format = useFormat();
  return ({ startsOn, endsOn }) => {
    const from = startsOn ? format.date(startsOn) : '';
    const to = endsOn ? format.date(endsOn) : '';
    if (from && to) return t('page.periodFromTo', { from, to });
    if (from) return t('page.periodFrom', { from });
    return to ? t('page.periodTo', { to }) : '';
  };
};

const useDeadline = (): ((day: string | null) => string) => {
  const t = useCopy('openings');
  const format = useFormat();
  return (day) => {
    if (day === null) return '';
    return day < dayOf(new Date()) ? t('page.applyPast', { date: format.date(day) }) : format.date(day);
  };
};

export const OpeningFacts = ({ view }: PartProps) => {
  const t = useCopy('openings');
  const terms = useCopy('terms');
  const work = useCopy('workTerms');
  const format = useFormat();
  const rewardOf = useRewardText();
  const hoursOf = useHoursText();
  const periodOf = usePeriod();
  const deadlineOf = useDeadline();
  const municipality = useMunicipalityName(view.municipality);
  const speech = view.speech.map(({ language, level }) =>
    t('page.speechOne', { language: work(`spoken.${language}`), level: work(`speechLevel.${level}`) }),
  );
  return (
    <>
      <Fact name={t('page.applyBy')}>{deadlineOf(view.applyBy)}</Fact>
      <Fact name={t('page.reward')}>{rewardOf(view.reward)}</Fact>
      <Fact name={t('page.hours')}>{hoursOf(view)}</Fact>
      <Fact name={t('page.period')}>{periodOf(view)}</Fact>
      <Fact name={t('page.place')}>
        {[terms(`openingPlace.${view.place}`), municipality].filter(Boolean).join('・')}
      </Fact>
      <Fact name={t('page.people')}>{t('page.peopleCount', { count: view.people })}</Fact>
      <Fact name={t('page.speech')}>{format.list(speech)}</Fact>
    </>
  );
};

const Skills = ({ view }: PartProps) => {
  const t = useCopy('openings');
  const work = useCopy('workTerms');
  const nameOf = useTagName();
  if (view.skills.length === 0) return null;
  return (
    <Box title={t('page.skills')}>
      <ul className={styles.skills}>
        {view.skills.map(({ tag, level, isRequired }) => (
          <li key={tag}>
            <span>{t('page.skillLevel', { name: nameOf(tag) ?? '…', level: work(`skillLevel.${level}`) })}</span>
            <span className={styles.kind}>{t(isRequired ? 'page.skillMust' : 'page.skillWelcome')}</span>
          </li>
        ))}
      </ul>
    </Box>
  );
};

export const OpeningBody = ({ view }: PartProps) => {
  const t = useCopy('openings');
  const { details, language } = view;
  if (!details) return null;
  return (
    <div className={styles.body}>
      <Passages>
        <Passage title={t('page.work')} text={details.work} lang={language} />
        <Passage title={t('page.equipment')} text={details.equipment} lang={language} />
        <Passage title={t('page.howDecided')} text={details.howDecided} lang={language} />
      </Passages>
      <Skills view={view} />
      <Box title={t('page.cells')}>
        <WeekGrid value={details.cells} label={t('page.cells')} />
      </Box>
      {view.workPackage ? (
        <p>
          <Link to={`/projects/${view.workPackage.projectId}`}>{t('page.project')}</Link>
        </p>
      ) : null}
    </div>
  );
};
