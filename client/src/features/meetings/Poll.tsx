// A poll by link, for people without an account, mostly on a telephone.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { answerPoll, getPoll, getPollCalendar } from '@enishi/shared/polls';
import type { DecidedPoll, OpenPoll, PollView } from '@enishi/shared/polls';
import type { PollAnswer } from '@enishi/shared/meetings';
import { codeOf } from '../../lib/api-error.js';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { addressOf, call } from '../../lib/http.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { PageHead } from '../../ui/PageHead.js';
import { AnswerForm } from './AnswerForm.js';
import styles from './Meetings.module.css';

/** There is no session, so no socket: the count is asked for now and then while the page is looked at. */
const everyMs = 20_000;
const keyOf = (token: string) => ['poll', token] as const;

const useAsks = ({ host }: Pick<OpenPoll, 'host'>): string => {
  const t = useCopy('meetings');
  return t('poll.asks', { host: t('hostOf', { organisation: host.organisation, name: host.displayName }) });
};

const Decided = ({ poll, token }: { poll: DecidedPoll; token: string }) => {
  const t = useCopy('meetings');
  const format = useFormat();
  return (
    <>
      <PageHead title={poll.title} eyebrow={t('poll.decided')} />
      <section className={styles.panel} aria-label={t('poll.decided')}>
        <dl className={styles.facts}>
          <dt>{t('date')}</dt>
          <dd>
            <strong>
              {format.dateTime(poll.startsAt)}–{format.time(poll.endsAt)}
            </strong>{' '}
            <span className={styles.small}>{t('tokyo')}</span>
          </dd>
          <dt>{t('place')}</dt>
          <dd>{poll.place || (poll.videoUrl ? t('online') : t('noPlace'))}</dd>
          {poll.videoUrl ? (
            <>
              <dt>{t('online')}</dt>
              <dd>
                <a href={poll.videoUrl} rel="noreferrer noopener">
                  {t('openVideo')}
                </a>
              </dd>
            </>
          ) : null}
          <dt>{t('host')}</dt>
          <dd>{t('hostOf', { organisation: poll.host.organisation, name: poll.host.displayName })}</dd>
        </dl>
        <Button component="a" mt="md" href={addressOf(getPollCalendar, { token })} download>
          {t('download')}
        </Button>
      </section>
    </>
  );
};

const Open = ({ poll, token, onReload }: { poll: OpenPoll; token: string; onReload: () => void }) => {
  const t = useCopy('meetings');
  const format = useFormat();
  const client = useQueryClient();
  const asks = useAsks(poll);
  const mutation = useMutation({
    mutationFn: (body: PollAnswer) => call(answerPoll, { params: { token }, body }),
    onSuccess: (view) => client.setQueryData(keyOf(token), view),
    onError: (error) => {
      // Settled, called off or taken back meanwhile: the page says so.
      if (['gone', 'not_possible_now'].includes(codeOf(error))) onReload();
    },
  });
  return (
    <>
      <PageHead title={poll.title} eyebrow={t('poll.hello', { name: poll.me })} description={asks} />
      <dl className={styles.facts}>
        <dt>{t('duration')}</dt>
        <dd>{t('minutes', { count: poll.durationMinutes })}</dd>
        {poll.place ? (
          <>
            <dt>{t('place')}</dt>
            <dd>{poll.place}</dd>
          </>
        ) : null}
      </dl>
      <p className={styles.help}>
        {t('answeredCount', { asked: poll.asked, answered: poll.answered })}
        {' · '}
        {t('poll.until', { date: format.dateTime(poll.expiresAt) })}
        {poll.others.length > 0 ? ` ${t('poll.others', { names: format.list(poll.others) })}` : ''}
      </p>
      <AnswerForm
        key={poll.round}
        keptAs={token}
        round={poll.round}
        slots={poll.slots}
        note={poll.note}
        answeredAt={poll.answeredAt}
        isBusy={mutation.isPending}
        error={mutation.error}
        onSend={(answer, onSaved) => mutation.mutate(answer, { onSuccess: onSaved })}
        onReload={() => {
          mutation.reset();
          onReload();
        }}
      />
    </>
  );
};

const Shown = ({ poll, token, onReload }: { poll: PollView; token: string; onReload: () => void }) => {
  const t = useCopy('meetings');
  if (poll.state === 'open') return <Open poll={poll} token={token} onReload={onReload} />;
  if (poll.state === 'decided') return <Decided poll={poll} token={token} />;
  return (
    <>
      <PageHead title={t('poll.title')} />
      <EmptyState title={t('poll.over')}>{t(`poll.${poll.why}`)}</EmptyState>
    </>
  );
};

export const Poll = ({ token }: { token: string }) => {
  const t = useCopy('meetings');
  const query = useQuery({
    queryKey: keyOf(token),
    queryFn: ({ signal }) => call(getPoll, { params: { token }, signal }),
    refetchInterval: everyMs,
  });
  if (query.data) return <Shown poll={query.data} token={token} onReload={() => void query.refetch()} />;
  return (
    <>
      <PageHead title={t('poll.title')} />
      {query.isPending ? (
        <LoadingState />
      ) : codeOf(query.error) === 'not_found' ? (
        <EmptyState title={t('poll.unknown')}>{t('poll.unknownHelp')}</EmptyState>
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
};
