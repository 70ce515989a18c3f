import { Link } from 'react-router';
import type { ApplicationView } from '@enishi/shared/applications';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useOrganisationName } from '../../lib/organisations.js';
import card from '../../ui/Card.module.css';
import { ApplicationActions } from './ApplicationActions.js';
import { StateLine } from './ApplicationRow.js';
import styles from './Applications.module.css';
import { TermsPanel } from './TermsPanel.js';

interface PartProps {
  application: ApplicationView;
}

const Pair = ({ application: { opening, expert } }: PartProps) => {
  const t = useCopy('applications');
  return (
    <dl className={styles.list}>
      <dt>{t('page.opening')}</dt>
      <dd>{opening ? <Link to={`/openings/${opening.id}`}>{opening.title}</Link> : t('list.hiddenOpening')}</dd>
      <dt>{t('page.person')}</dt>
      <dd>{expert ? <Link to={`/experts/${expert.id}`}>{expert.title}</Link> : t('list.hiddenPerson')}</dd>
    </dl>
  );
};

const Words = ({ id, title, text }: { id: string; title: string; text: string }) => (
  <section className={card.card} aria-labelledby={id}>
    <h2 id={id} className={styles.heading}>
      {title}
    </h2>
    <p className={styles.words}>{text}</p>
  </section>
);

const End = ({ application: { end } }: PartProps) => {
  const t = useCopy('applications');
  if (!end) return null;
  return (
    <Words id="end" title={t('page.endTitle')} text={[t(`endReason.${end.reason}`), end.text].join('\n').trim()} />
  );
};

const sides = ['need', 'item'] as const;

/** Names and contact of both, after an offer was accepted. */
const Opened = ({ application: { opened, mySide } }: PartProps) => {
  const t = useCopy('applications');
  const nameOf = useOrganisationName();
  if (!opened) return null;
  return (
    <section className={card.card} aria-labelledby="opened">
      <h2 id="opened" className={styles.heading}>
        {t('opened.title')}
      </h2>
      <p className={styles.quiet}>{t('opened.explain')}</p>
      <div className={styles.both}>
        {sides.map((side) => {
          const { organisation, contact } = opened[side];
          return (
            <div key={side}>
              <p className={styles.quiet}>{mySide === side ? t('opened.you') : t(`opened.${side}`)}</p>
              <p className={styles.person}>{contact.displayName}</p>
              <p>{nameOf(organisation)}</p>
              <p>
                <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </p>
              {contact.note ? <p>{contact.note}</p> : null}
            </div>
          );
        })}
      </div>
    </section>
  );
};

const History = ({ application: { steps } }: PartProps) => {
  const t = useCopy('applications');
  const format = useFormat();
  return (
    <section className={card.card} aria-labelledby="history">
      <h2 id="history" className={styles.heading}>
        {t('page.history')}
      </h2>
      <ol className={styles.steps}>
        {steps.map(({ kind, at, by }, index) => (
          <li key={`${index}-${kind}`}>
            <time dateTime={at}>{format.dateTime(at)}</time>
            <span>{t(`step.${kind}`)}</span>
            <span className={styles.quiet}>{t(`page.by.${by}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** One application: how it stands, what can be done now, letter, terms, and what has happened. */
export const ApplicationDetail = ({ application, onReload }: PartProps & { onReload: () => void }) => {
  const t = useCopy('applications');
  const { invitation, letter, turn, mySide } = application;
  return (
    <div className={styles.all}>
      <div role="status">
        <StateLine application={application} />
        {turn === 'need' && mySide === 'need' ? <p className={styles.quiet}>{t('page.silent')}</p> : null}
      </div>
      <ApplicationActions application={application} onReload={onReload} />
      {application.state === 'accepted' ? <Link to="/assignments">{t('page.work')}</Link> : null}
      <End application={application} />
      <Opened application={application} />
      <TermsPanel application={application} />
      {letter ? <Words id="letter" title={t('page.letter')} text={letter} /> : null}
      {invitation?.text ? (
        <Words id="invitation" title={t(`page.invitation.${invitation.by}`)} text={invitation.text} />
      ) : null}
      <Pair application={application} />
      <History application={application} />
    </div>
  );
};
