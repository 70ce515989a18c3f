import { Button } from '@mantine/core';
import { Link, useLocation, useParams } from 'react-router';
import type { CandidateKind, ItemMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import { InterestButton } from '../../features/introductions/InterestButton.js';
import { FittingNeedCard } from '../../features/matches/MatchCard.js';
import { MatchList } from '../../features/matches/MatchList.js';
import { useItemMatches } from '../../features/matches/use-matches.js';
import { useSubject } from '../../features/matches/use-subject.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

interface ActionsProps {
  kind: CandidateKind;
  id: string;
  ownTitle: string | undefined;
  match: ItemMatch;
}

const Actions = ({ kind, id, ownTitle, match }: ActionsProps) => {
  const t = useCopy('matches');
  const { abilities, introductionId, need } = match;
  return (
    <>
      {abilities.canExpressInterest ? (
        <InterestButton
          needId={need.id}
          itemKind={kind}
          itemId={id}
          title={need.title}
          own={ownTitle ? { side: 'item', title: ownTitle } : undefined}
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

/** Open needs that fit one's own seed or profile; the address says which of the two. */
export const Component = () => {
  const t = useCopy('matches');
  const { id = '' } = useParams<'id'>();
  const kind: CandidateKind = useLocation().pathname.startsWith('/seeds') ? 'seed' : 'expert';
  const subject = useSubject(kind, id);
  const query = useItemMatches(kind, id);
  const title = subject.data?.title;
  return (
    <Page width="narrow">
      <PageHead
        eyebrow={title ? <Link to={`/${kind}s/${id}`}>{t('backTo', { title })}</Link> : undefined}
        title={t('fitting.title')}
        description={t('fitting.explain')}
      />
      <MatchList query={query} count={query.data?.items.length} isComplete={query.data?.isComplete} words="fitting">
        {query.data?.items.map((match) => (
          <FittingNeedCard
            key={match.id}
            match={match}
            actions={<Actions kind={kind} id={id} ownTitle={title} match={match} />}
          />
        ))}
      </MatchList>
    </Page>
  );
};
