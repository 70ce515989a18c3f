// The part of a profile that is about work: skills, week, place, certificates, pages; and what only few may read.
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ExpertView } from '@enishi/shared/experts';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Certificate } from '@enishi/shared/work-profile';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useMunicipalityName } from '../../lib/municipalities.js';
import { usePrefectureName } from '../../lib/places.js';
import { useNow } from '../../lib/use-now.js';
import { Tag } from '../../ui/Tag.js';
import { ConceptTag } from '../../ui/Tag.js';
import { WeekGrid } from '../../ui/WeekGrid.js';
import styles from './ProfileBody.module.css';

const Section = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {note ? <p className={styles.note}>{note}</p> : null}
      {children}
    </section>
  );
};

const Skills = ({ skills }: Pick<ExpertView, 'skills'>) => {
  const work = useCopy('workTerms');
  return (
    <ul className={styles.skills}>
      {skills.map(({ tag, level, years }) => (
        <li key={tag}>
          <ConceptTag id={tag} />
          <span>
            {work(`skillLevel.${level}`)}
            {years === null ? '' : ` · ${work('skills.yearsOf', { years })}`}
          </span>
        </li>
      ))}
    </ul>
  );
};

const CertificateLine = ({ certificate, today }: { certificate: Certificate; today: string }) => {
  const t = useCopy('profiles');
  const format = useFormat();
  const { name, grade, holder, validUntil } = certificate;
  const isExpired = validUntil !== null && validUntil < today;
  return (
    <li>
      <span className={isExpired ? styles.past : undefined}>{grade ? `${name} ${grade}` : name}</span>
      {isExpired ? <Tag look="attention">{t('page.expired')}</Tag> : null}
      <span className={styles.note}>
        {[
          holder ? t('page.holder', { name: holder }) : '',
          validUntil ? t(isExpired ? 'page.expiredOn' : 'page.validUntil', { date: format.date(validUntil) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
};

const Place = ({ municipality, travelKm }: Pick<NonNullable<ExpertView['details']>, 'municipality' | 'travelKm'>) => {
  const t = useCopy('profiles');
  const place = useMunicipalityName(municipality);
  return <p>{travelKm ? t('page.near', { place, km: travelKm }) : place}</p>;
};

const Details = ({ details }: { details: NonNullable<ExpertView['details']> }) => {
  const t = useCopy('profiles');
  const today = dayOf(new Date(useNow()));
  const { cells, municipality, travelKm, certificates, links } = details;
  return (
    <>
      {cells.length > 0 ? (
        <Section title={t('page.week')}>
          <WeekGrid label={t('page.week')} value={cells} />
        </Section>
      ) : null}
      {municipality ? (
        <Section title={t('page.place')}>
          <Place municipality={municipality} travelKm={travelKm} />
        </Section>
      ) : null}
      {certificates.length > 0 ? (
        <Section title={t('page.certificates')}>
          <ul className={styles.lines}>
            {certificates.map((one, index) => (
              <CertificateLine key={index} certificate={one} today={today} />
            ))}
          </ul>
        </Section>
      ) : null}
      {links.length > 0 ? (
        <Section title={t('page.links')}>
          <ul className={styles.lines}>
            {links.map(({ title, url }, index) => (
              <li key={index}>
                <a href={url} target="_blank" rel="noopener noreferrer nofollow ugc">
                  {title}
                </a>
                <span className={styles.note}>{t('page.newWindow')}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
};

const Closed = ({ view }: { view: ExpertView }) => {
  const t = useCopy('profiles');
  const work = useCopy('workTerms');
  const format = useFormat();
  const placeOf = usePrefectureName();
  const { minimumReward, moveWish } = view;
  return (
    <>
      {minimumReward === null ? null : (
        <Section title={t('page.minimumReward')} note={t('page.onlyYou')}>
          <p>{t('page.yen', { yen: format.number(minimumReward) })}</p>
        </Section>
      )}
      {moveWish ? (
        <Section title={t('page.moveWish')} note={t('page.onlyCoordinators')}>
          <dl className={styles.facts}>
            <dt>{t('page.moveKind')}</dt>
            <dd>{work(`moveKind.${moveWish.kind}`)}</dd>
            <dt>{t('page.movePlaces')}</dt>
            <dd>{format.list(moveWish.prefectures.map((code) => placeOf(code)))}</dd>
            <dt>{t('page.moveWhen')}</dt>
            <dd>{work(`moveTime.${moveWish.when}`)}</dd>
            {moveWish.family === '' ? null : (
              <>
                <dt>{t('page.family')}</dt>
                <dd className={styles.family}>{moveWish.family ?? t('page.familyHidden')}</dd>
              </>
            )}
          </dl>
        </Section>
      ) : null}
    </>
  );
};

export const ProfileBody = ({ view }: { view: ExpertView }) => {
  const t = useCopy('profiles');
  return (
    <>
      {view.skills.length > 0 ? (
        <Section title={t('page.skills')}>
          <Skills skills={view.skills} />
        </Section>
      ) : null}
      {view.details ? <Details details={view.details} /> : null}
      <Closed view={view} />
    </>
  );
};
