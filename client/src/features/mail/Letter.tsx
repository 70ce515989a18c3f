// One mail: how it looks, its text, its headers, and how it fared.
import { Stack } from '@mantine/core';
import { fillPath } from '@enishi/shared/contract';
import { getLetterPage } from '@enishi/shared/mail';
import type { OutboxLetter } from '@enishi/shared/mail';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { useFormat } from '../../lib/format.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { FieldGroup } from '../../ui/FieldGroup.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './Outbox.module.css';
import { RetryButton } from './RetryButton.js';
import { useAbout, useLetter } from './use-mail.js';

const Fate = ({ letter }: { letter: OutboxLetter }) => {
  const t = useCopy('mail');
  const format = useFormat();
  const about = useAbout()(letter);
  const { state, to, tries, createdAt, settledAt, dueAt, lastError, canRetry } = letter;
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.about}>{about}</span>
        <span className={styles.facts}>
          {to ? <span>{to}</span> : null}
          <time dateTime={settledAt ?? createdAt}>{format.dateTime(settledAt ?? createdAt)}</time>
          <span>{t('tries', { count: tries })}</span>
          {dueAt && tries > 0 ? <span>{t('nextTry', { time: format.dateTime(dueAt) })}</span> : null}
        </span>
        {lastError ? <span className={styles.error}>{t('lastError', { error: lastError })}</span> : null}
      </div>
      <span className={styles.state} data-state={state}>
        {t(`state.${state}`)}
      </span>
      {canRetry ? <RetryButton row={letter} /> : null}
    </div>
  );
};

const Content = ({ id, isOpen, content }: Pick<OutboxLetter, 'id' | 'isOpen' | 'content'>) => {
  const t = useCopy('mail');
  if (!content) return <EmptyState title={t('letter.nothing')}>{t('letter.nothingHelp')}</EmptyState>;
  const { subject, text, headers, hasCalendar } = content;
  return (
    <>
      <p className={styles.quiet}>{t(isOpen ? 'letter.open' : 'letter.covered')}</p>
      <FieldGroup title={t('letter.look')}>
        {/* Its answer forbids scripts and loading; the frame gives it no origin of ours either. */}
        <iframe
          className={styles.frame}
          title={t('letter.lookOf', { subject })}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={fillPath(getLetterPage.path, { id })}
        />
        {hasCalendar ? <p>{t('letter.calendar')}</p> : null}
      </FieldGroup>
      <FieldGroup title={t('letter.text')}>
        <pre className={styles.text}>{text}</pre>
      </FieldGroup>
      <FieldGroup title={t('letter.headers')}>
        <dl className={styles.headers}>
          {headers.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}
        </dl>
      </FieldGroup>
    </>
  );
};

export const Letter = ({ id }: { id: string }) => {
  const t = useCopy('mail');
  const query = useLetter(id);
  if (query.isPending) return <LoadingState rows={3} height={96} />;
  if (!query.data)
    return codeOf(query.error) === 'not_found' ? (
      <EmptyState title={t('letter.nothing')} />
    ) : (
      <FailedState error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <Stack gap="md">
      <div className={styles.list}>
        <Fate letter={query.data} />
      </div>
      <Content id={id} isOpen={query.data.isOpen} content={query.data.content} />
    </Stack>
  );
};
