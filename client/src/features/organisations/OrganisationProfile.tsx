import type { ReactNode } from 'react';
import type { OrganisationView } from '@enishi/shared/organisations';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useIndustryName, usePrefectureName } from '../../lib/places.js';
import { TagList } from '../../ui/Tag.js';
import styles from './Organisations.module.css';

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;

/** What an organisation says about itself. */
export const OrganisationProfile = ({ organisation }: { organisation: OrganisationView }) => {
  const t = useCopy('organisations');
  const terms = useCopy('terms');
  const format = useFormat();
  const placeOf = usePrefectureName();
  const industryOf = useIndustryName();
  const { strengths, tags, prefecture, city, industry, size, website, servedPrefectures } = organisation;
  return (
    <div className={styles.layout}>
      <section className={styles.box}>
        <h2>{t('strengths')}</h2>
        {strengths ? (
          <p className={styles.strengths}>{strengths}</p>
        ) : (
          <p className={styles.none}>{t('noStrengths')}</p>
        )}
        <div className={styles.tags}>
          <TagList tags={tags} label={t('tags')} />
        </div>
      </section>
      <section className={styles.box}>
        <h2>{t('facts')}</h2>
        <dl className={styles.facts}>
          <Fact name={t('kind')}>{terms(`organisationKind.${organisation.kind}`)}</Fact>
          <Fact name={t('prefecture')}>{`${placeOf(prefecture)} ${city}`.trim()}</Fact>
          <Fact name={t('industry')}>{industryOf(industry)}</Fact>
          <Fact name={t('size')}>{size ? terms(`size.${size}`) : null}</Fact>
          <Fact name={t('served')}>{format.list(servedPrefectures.map(placeOf))}</Fact>
          <Fact name={t('website')}>
            {website ? (
              <a href={website} rel="noopener noreferrer nofollow" target="_blank">
                {website}
              </a>
            ) : null}
          </Fact>
        </dl>
      </section>
    </div>
  );
};
