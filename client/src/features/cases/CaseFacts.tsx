import { Link } from 'react-router';
import type { CaseRef, CaseView } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import styles from './CasePanels.module.css';

const pages: Record<CaseRef['kind'], string> = { seed: 'seeds', expert: 'experts', organisation: 'organisations' };

/** What a case is about: the inquiry, who asked, the need, what an idea combines. */
export const CaseFacts = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const { contact, need, refs, text } = found;
  const rows = [
    [t('contact.name'), contact.name],
    [t('contact.organisation'), contact.organisation],
    [t('contact.phone'), contact.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : ''],
    [t('contact.email'), contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : ''],
  ] as const;
  const known = rows.filter(([, value]) => value !== '');
  return (
    <section className={styles.panel} aria-labelledby="about">
      <h2 id="about" className={styles.title}>
        {t('head.textLabel')}
      </h2>
      {text ? <p className={styles.text}>{text}</p> : null}
      {need ? (
        <p>
          <Link to={`/needs/${need.id}`}>{need.title}</Link>{' '}
          <span className={styles.note}>{t('head.need', { code: need.code })}</span>{' '}
          <Link to={`/workbench/${need.id}`}>{t('head.workbench')}</Link>
        </p>
      ) : null}
      {refs.length > 0 ? (
        <div>
          <h3 className={styles.note}>{t('head.refs')}</h3>
          <ul className={styles.list}>
            {refs.map(({ kind, id, title }) => (
              <li key={id}>
                <Link to={`/${pages[kind]}/${id}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {found.route === 'need' && known.length === 0 ? null : (
        <div>
          <h3 className={styles.note}>
            {t('contact.title')}（{t('contact.onlyDesk')}）
          </h3>
          {known.length === 0 ? <p>{t('contact.none')}</p> : null}
          <dl className={styles.facts}>
            {known.map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </section>
  );
};
