import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { InterestButton } from '../../features/introductions/InterestButton.js';
import { CandidateMatchCard } from '../../features/matches/MatchCard.js';
import { MatchList } from '../../features/matches/MatchList.js';
import { useNeedMatches } from '../../features/matches/use-matches.js';
import { useSubject } from '../../features/matches/use-subject.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

const Actions = ({ needId, ownTitle, match }: { needId: string; ownTitle: string | undefined; match: NeedMatch }) => {
  const t = useCopy('matches');
  const { abilities, introductionId, candidate } = match;
  return (
    <>
      {abilities.canExpressInterest ? (
        <InterestButton
          needId={needId}
          itemKind={candidate.kind}
          itemId={candidate.card.id}
          title={candidate.card.title}
          own={ownTitle ? { side: 'need', title: ownTitle } : undefined}
        />
      ) : null}
      {introductionId ? (
        <Button component={Link} to={`/introductions/${introductionId}`} variant="default">
          {t('openIntroduction')}
        </Button>
      ) : null}
    </>
  );
};

/** Candidates of one's own need. */
export const Component = () => {
  const t = useCopy('matches');
  const { id = '' } = useParams<'id'>();
  const subject = useSubject('need', id);
  const query = useNeedMatches(id);
  const title = subject.data?.title;
  const edit = subject.data?.abilities.canEdit ? (
    <Button component={Link} to={`/needs/${id}/edit`} variant="default">
      {t('candidates.editNeed')}
    </Button>
  ) : null;
  return (
    <Page width="narrow">
      <PageHead
        eyebrow={title ? <Link to={`/needs/${id}`}>{t('backTo', { title })}</Link> : undefined}
        title={t('candidates.title')}
        description={t('candidates.explain')}
      />
      <MatchList
        query={query}
        count={query.data?.items.length}
        isComplete={query.data?.isComplete}
        words="candidates"
        emptyAction={edit}
      >
        {query.data?.items.map((match) => (
          <CandidateMatchCard
            key={match.id}
            match={match}
            actions={<Actions needId={id} ownTitle={title} match={match} />}
          />
        ))}
      </MatchList>
    </Page>
  );
};
