// The hand-over document (引き継ぎ資料): a case from its beginning to its next step, in an order that reads on paper.
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CaseAction, CaseView, TimelineEntry } from '@enishi/shared/cases';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { usePrefectureName } from '../../lib/places.js';
import { useTitle } from '../../ui/use-title.js';
import styles from './CasePrint.module.css';
import { TimelineEntries } from './CaseTimeline.js';

const Head = ({ found }: { found: CaseView }) => {
  const t = useCopy('cases');
  const format = useFormat();
  const prefectureOf = usePrefectureName();
  const { contact } = found;
  const who = [contact.organisation, contact.name, contact.phone, contact.email].filter(Boolean).join('・');
  const rows = [
    [t('stageLabel'), `${t(`stage.${found.stage}`)}（${t('head.since', { date: format.date(found.movedAt) })}）`],
    [t('board.route'), `${t(`route.${found.route}`)}・${t('head.created', { date: format.date(found.createdAt) })}`],
    [t('board.prefecture'), [prefectureOf(found.prefecture), found.centre?.name].filter(Boolean).join('・')],
    [t('lead'), found.lead?.displayName ?? t('nobody')],
    [t('second'), found.second?.displayName ?? t('nobody')],
    [t('contact.title'), who],
    [t('link.label'), found.need ? `${found.need.code} ${found.need.title}` : ''],
    [t('head.refs'), found.refs.map(({ title }) => title).join('、')],
  ] as const;
  return (
    <dl className={styles.facts}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
};

const Actions = ({ actions }: { actions: readonly CaseAction[] }) => {
  const t = useCopy('cases');
  const format = useFormat();
  if (actions.length === 0) return <p>{t('print.none')}</p>;
  return (
    <ul>
      {actions.map(({ id, text, ownerName, dueOn, doneAt }) => (
        <li key={id}>
          {text}
          {ownerName ? `（${ownerName}）` : ''}{' '}
          {doneAt
            ? format.date(doneAt)
            : dueOn
              ? t('actions.due', { date: format.date(`${dueOn}T00:00:00+09:00`) })
              : t('actions.noDue')}
        </li>
      ))}
    </ul>
  );
};

interface CasePrintProps {
  found: CaseView;
  entries: readonly TimelineEntry[];
  /** When the document was made. */
  at: string;
}

export const CasePrint = ({ found, entries, at }: CasePrintProps) => {
  const t = useCopy('cases');
  const format = useFormat();
  useTitle(`${t('print.title')} ${found.code}`);
  return (
    <article className={styles.paper}>
      <p className={styles.tools}>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('print.button')}
        </Button>
        <Link to={`/cases/${found.id}`}>{t('print.back')}</Link>
      </p>
      <header className={styles.head}>
        <p>
          {t('print.title')} {found.code} {t('print.printedAt', { date: format.dateTime(at) })}
        </p>
        <h1>{found.title}</h1>
        <p>{t('print.confidential')}</p>
      </header>
      <section>
        <h2>{t('print.state')}</h2>
        <Head found={found} />
        {found.text ? <p className={styles.text}>{found.text}</p> : null}
      </section>
      <section>
        <h2>{t('print.openActions')}</h2>
        <Actions actions={found.actions.filter(({ doneAt }) => doneAt === null)} />
      </section>
      <section>
        <h2>{t('print.doneActions')}</h2>
        <Actions actions={found.actions.filter(({ doneAt }) => doneAt !== null)} />
      </section>
      <section>
        <h2>{t('print.story')}</h2>
        <TimelineEntries entries={entries} order="oldest" />
      </section>
    </article>
  );
};
