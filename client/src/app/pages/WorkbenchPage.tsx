// The coordinator's workbench. Composes the queue and the case (workbench), the candidates (matches) and proposing
// (introductions), which do not know each other.
import { useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import type { NeedCase, QueueItem, QueueKind } from '@enishi/shared/workbench';
import { useCopy } from '../../copy/index.js';
import { CaseTimeline } from '../../features/cases/CaseTimeline.js';
import { StageLine } from '../../features/cases/StageLine.js';
import { IntroductionRow } from '../../features/introductions/IntroductionRow.js';
import { MembershipNote } from '../../features/memberships/MembershipNote.js';
import { NeedCasePane } from '../../features/workbench/NeedCasePane.js';
import { QueuePane } from '../../features/workbench/QueuePane.js';
import { Shortcuts } from '../../features/workbench/Shortcuts.js';
import {
  pressCandidate,
  stepCandidate,
  stepQueue,
  useKeys,
  useKeysSetting,
} from '../../features/workbench/use-keys.js';
import { reloadWorkbench, useNeedCase, useQueue } from '../../features/workbench/use-workbench.js';
import { views, WorkbenchLayout } from '../../features/workbench/WorkbenchLayout.js';
import type { View } from '../../features/workbench/WorkbenchLayout.js';
import { codeOf } from '../../lib/api-error.js';
import { useViewer } from '../../lib/session.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { useTitle } from '../../ui/use-title.js';
import { WorkbenchCandidates } from './WorkbenchCandidates.js';

/** The candidate that is looked at; the best one until somebody chooses. */
const useChosen = (needCase: NeedCase | undefined) => {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const open = needCase?.matches.filter(({ state }) => state !== 'declined') ?? [];
  const chosen = needCase?.matches.find(({ id }) => id === chosenId) ?? open[0] ?? null;
  return { chosen, choose: setChosenId };
};

const useView = (needId: string | null): { view: View; addressOfView: (view: View) => string } => {
  const [search] = useSearchParams();
  const view = views.find((name) => name === search.get('view')) ?? (needId ? 'need' : 'queue');
  return { view, addressOfView: (name) => `/workbench${needId ? `/${needId}` : ''}?view=${name}` };
};

const useWorkbenchKeys = (root: React.RefObject<HTMLDivElement | null>, chosenId: string | null) => {
  const [areOn, setAreOn] = useKeysSetting();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const keys = useMemo(
    () => ({
      j: () => stepQueue(root.current, 1),
      k: () => stepQueue(root.current, -1),
      J: () => stepCandidate(root.current, chosenId, 1),
      K: () => stepCandidate(root.current, chosenId, -1),
      p: () => pressCandidate(root.current, chosenId, 'propose'),
      s: () => pressCandidate(root.current, chosenId, 'shortlist'),
      x: () => pressCandidate(root.current, chosenId, 'decline'),
      '?': () => setIsHelpOpen(true),
    }),
    [root, chosenId],
  );
  useKeys(areOn, keys);
  return <Shortcuts isOpen={isHelpOpen} onToggle={setIsHelpOpen} areOn={areOn} onSet={setAreOn} />;
};

type CaseQuery = ReturnType<typeof useNeedCase>;

const NotShown = ({ query, needId, height }: { query: CaseQuery; needId: string | null; height: number }) => {
  const t = useCopy('workbench');
  if (needId === null) return <EmptyState title={t('nothingChosen')}>{t('nothingChosenHelp')}</EmptyState>;
  if (query.isPending) return <LoadingState rows={3} height={height} />;
  if (codeOf(query.error) === 'not_found') return <EmptyState title={t('gone')}>{t('goneHelp')}</EmptyState>;
  return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
};

const ofNeeds: readonly QueueKind[] = [
  'new_need',
  'nothing_proposed',
  'interest_unanswered',
  'proposal_unanswered',
  'connected_to_follow',
];

/** A need opens beside the queue; a meeting or a case without one has its own page. */
const addressOf = ({ kind, needId, caseId, meetingId }: QueueItem): string => {
  if (needId && ofNeeds.includes(kind)) return `/workbench/${needId}`;
  return meetingId ? `/meetings/${meetingId}` : `/cases/${caseId ?? ''}`;
};

export const Component = () => {
  const t = useCopy('workbench');
  const client = useQueryClient();
  const root = useRef<HTMLDivElement>(null);
  const viewer = useViewer();
  const params = useParams<'needId'>();
  const queue = useQueue();
  const { view, addressOfView } = useView(params.needId ?? null);
  // Without an address of its own the most urgent one is open; its place in the queue may change meanwhile.
  const [firstId, setFirstId] = useState<string | null>(null);
  const mostUrgent = queue.data?.items.find(({ kind }) => ofNeeds.includes(kind))?.needId ?? null;
  if (firstId === null && mostUrgent !== null) setFirstId(mostUrgent);
  const needId = params.needId ?? firstId;
  const query = useNeedCase(needId);
  const needCase = query.data;
  const { chosen, choose } = useChosen(needCase);
  const shortcuts = useWorkbenchKeys(root, chosen?.id ?? null);
  useTitle(params.needId && needCase ? needCase.need.title : t('title'));
  return (
    <WorkbenchLayout
      rootRef={root}
      view={view}
      addressOfView={addressOfView}
      counts={{ queue: queue.data?.items.length, candidates: needCase?.matches.length }}
      queue={
        <QueuePane
          query={queue}
          needId={needId}
          addressOf={addressOf}
          foot={shortcuts}
          head={viewer ? <MembershipNote viewer={viewer} /> : null}
        />
      }
      need={
        needCase ? (
          <NeedCasePane
            needCase={needCase}
            evidence={chosen?.evidence ?? null}
            stage={<StageLine stage={needCase.stage} />}
            timeline={<CaseTimeline entries={needCase.timeline} />}
            introductions={needCase.introductions.map((introduction) => (
              <IntroductionRow key={introduction.id} introduction={introduction} isWithinNeed level={3} />
            ))}
          />
        ) : (
          <NotShown query={query} needId={needId} height={140} />
        )
      }
      candidates={
        needCase ? (
          <WorkbenchCandidates
            key={needCase.need.id}
            needCase={needCase}
            chosenId={chosen?.id ?? null}
            onChoose={choose}
            onMoved={() => void reloadWorkbench(client)}
          />
        ) : query.isPending && needId !== null ? (
          <LoadingState rows={3} height={220} />
        ) : null
      }
    />
  );
};
