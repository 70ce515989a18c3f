// One request for an expert: what is asked, where it stands, and what this reader can do next.
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { DispatchView } from '@enishi/shared/dispatches';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { useMunicipalityName } from '../../lib/municipalities.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { usePrefectureName } from '../../lib/places.js';
import { TagList } from '../../ui/Tag.js';
import { AnswerPanel } from './AnswerPanel.js';
import { Candidates } from './Candidates.js';
import { EndButton } from './EndButton.js';
import { ReportForm } from './ReportForm.js';
import styles from './Dispatches.module.css';

interface PartProps {
  dispatch: DispatchView;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  ) : null;

const Box = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className={styles.box} aria-labelledby={id}>
    <h2 id={id} className={styles.heading}>
      {title}
    </h2>
    {children}
  </section>
);

const Facts = ({ dispatch }: PartProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  const nameOf = useOrganisationName();
  const prefectureOf = usePrefectureName();
  const town = useMunicipalityName(dispatch.municipality);
  const { client, expert, wish, quota, hours, place, prefecture, wantedBy, side } = dispatch;
  return (
    <Box id="dispatch-facts" title={t('page.facts')}>
      <dl className={styles.list}>
        <Fact name={t('page.client')}>
          {client
            ? [nameOf(client), client.person].filter(Boolean).join(' ')
            : side === 'expert'
              ? t('page.clientHidden')
              : null}
        </Fact>
        <Fact name={t('page.expert')}>
          {expert ? (
            <>
              <Link to={`/experts/${expert.id}`}>{expert.title}</Link>{' '}
              {[expert.organisation, expert.name].filter(Boolean).join(' ')}
            </>
          ) : null}
        </Fact>
        <Fact name={t('page.wish')}>{wish ? <Link to={`/experts/${wish.id}`}>{wish.title}</Link> : null}</Fact>
        <Fact name={t('page.hours')}>{t('page.hoursCount', { hours })}</Fact>
        <Fact name={t('page.place')}>{[t(`place.${place}`), town].filter(Boolean).join('・')}</Fact>
        <Fact name={t('page.prefecture')}>{prefectureOf(prefecture)}</Fact>
        <Fact name={t('page.wantedBy')}>{wantedBy ? format.date(wantedBy) : null}</Fact>
        {quota ? (
          <Fact name={t('page.quota', { year: quota.fiscalYear })}>
            {t('page.quotaLine', { hours: quota.hours, used: quota.used })}
          </Fact>
        ) : null}
      </dl>
    </Box>
  );
};

const Visit = ({ dispatch }: PartProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  const { visit, caseId } = dispatch;
  return (
    <Box id="dispatch-visit" title={t('page.visit')}>
      {visit ? (
        <>
          <p>{t('page.visitAt', { from: format.dateTime(visit.startsAt), to: format.time(visit.endsAt) })}</p>
          <p>
            <Link to={`/meetings/${visit.meetingId}`}>{t('page.toMeeting')}</Link>
          </p>
        </>
      ) : (
        <p>{caseId ? t('page.together') : t('page.waiting.accepted')}</p>
      )}
      {caseId ? (
        <div className={styles.buttons}>
          {visit ? null : (
            <Button component={Link} to={`/meetings/new?case=${caseId}`}>
              {t('page.arrange')}
            </Button>
          )}
          <Button component={Link} to={`/cases/${caseId}`} variant="default">
            {t('page.toCase')}
          </Button>
        </div>
      ) : null}
    </Box>
  );
};

const Report = ({ dispatch: { report } }: PartProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  if (!report) return null;
  return (
    <Box id="dispatch-reported" title={t('report.title')}>
      <p className={styles.muted}>{t('report.written', { date: format.date(report.date), hours: report.hours })}</p>
      <p className={styles.text}>{report.done}</p>
      {report.next ? (
        <p className={styles.text}>
          {t('report.next.label')}：{report.next}
        </p>
      ) : null}
    </Box>
  );
};

const Past = ({ dispatch: { declines, history } }: PartProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  return (
    <>
      {declines.length > 0 ? (
        <Box id="dispatch-declines" title={t('page.declines')}>
          <ul>
            {declines.map(({ title, reason, text }, index) => (
              <li key={index}>
                {t('page.declineLine', {
                  title,
                  reason: reason ? t(`declineReason.${reason}`) : t('page.noAnswer'),
                })}{' '}
                <span className={styles.muted}>{text}</span>
              </li>
            ))}
          </ul>
        </Box>
      ) : null}
      <Box id="dispatch-history" title={t('page.history')}>
        <ol>
          {history.map(({ kind, at }) => (
            <li key={`${kind}${at}`}>
              {format.dateTime(at)} {t(`step.${kind}`)}
            </li>
          ))}
        </ol>
      </Box>
    </>
  );
};

const Standing = ({ dispatch }: PartProps) => {
  const t = useCopy('dispatches');
  const format = useFormat();
  const { state, side, end, answerBy } = dispatch;
  if (end) return <p role="status">{t('page.ended', { reason: t(`endReason.${end.reason}`) })}</p>;
  if (side === 'desk' && answerBy)
    return <p role="status">{t('page.answerByDesk', { date: format.date(answerBy) })}</p>;
  if (side !== 'client' || (state !== 'requested' && state !== 'asked')) return null;
  return <p role="status">{t(`page.waiting.${state}`)}</p>;
};

interface DispatchDetailProps extends PartProps {
  onDeclined: () => void;
}

export const DispatchDetail = ({ dispatch, onDeclined }: DispatchDetailProps) => {
  const t = useCopy('dispatches');
  const { abilities, state } = dispatch;
  return (
    <div className={styles.all}>
      <Standing dispatch={dispatch} />
      {abilities.canAnswer ? <AnswerPanel dispatch={dispatch} onDeclined={onDeclined} /> : null}
      <Box id="dispatch-about" title={t('page.about')}>
        <p className={styles.text}>{dispatch.text}</p>
        <TagList tags={dispatch.tags} freeTags={[]} label={t('form.tagsHelp')} />
      </Box>
      <Facts dispatch={dispatch} />
      {state === 'accepted' ? <Visit dispatch={dispatch} /> : null}
      {abilities.canReport ? <ReportForm dispatch={dispatch} /> : null}
      <Report dispatch={dispatch} />
      {abilities.canAsk || abilities.canWish ? <Candidates dispatch={dispatch} /> : null}
      <Past dispatch={dispatch} />
      {abilities.canEnd ? (
        <div className={styles.buttons}>
          <EndButton dispatch={dispatch} />
        </div>
      ) : null}
    </div>
  );
};
