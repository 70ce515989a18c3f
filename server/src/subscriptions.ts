// One table: which event, who reacts, in this order. Subscribers may run twice; unique keys make the second run
// harmless. Those called confirm come after whoever is told, so that a crash in between is repaired by the sweep.
import { isPaired } from '@enishi/shared/listings';
import type { Bus } from './bus.js';
import type { CaseScreens } from './case-screens.js';
import type { IntroductionsService } from './features/introductions/introductions-service.js';
import type { MatchingService } from './features/matches/matching-service.js';
import type { Notices } from './features/notifications/notices.js';
import type { MembershipsService } from './features/users/memberships-service.js';
import type { PasswordResetsService } from './features/users/password-resets-service.js';
import type { ListingRef } from './listings/listing.js';
import type { Screens } from './screens.js';
import type { TalentScreens } from './talent-screens.js';
import type { Applications } from './wire-applications.js';
import type { Assignments } from './wire-assignments.js';
import type { Cases } from './wire-cases.js';
import type { Dispatches } from './wire-dispatches.js';
import type { Fits } from './wire-fits.js';
import type { Meetings } from './wire-meetings.js';
import type { Projects } from './wire-projects.js';
import type { Talk } from './wire-talk.js';
import type { ThemedBoards } from './wire-themed-boards.js';

interface Parts {
  matching: MatchingService;
  introductions: Pick<IntroductionsService, 'confirm' | 'endOf'>;
  notices: Notices;
  screens: Screens;
  cases: Pick<Cases, 'following' | 'notices'>;
  caseScreens: CaseScreens;
  memberships: Pick<MembershipsService, 'follow'>;
  passwordResets: Pick<PasswordResetsService, 'send'>;
  talentScreens: TalentScreens;
  meetings: Pick<Meetings, 'follow' | 'screens'>;
  projects: Pick<Projects, 'outcomes' | 'followProject' | 'followNeed' | 'screens'>;
  fits: Pick<Fits, 'follow'>;
  talk: Pick<Talk, 'threads' | 'talkNotices' | 'talkScreens'>;
  applications: Pick<Applications, 'follow' | 'screens'>;
  assignments: Pick<Assignments, 'follow' | 'assignmentChanged'>;
  themedBoards: Pick<ThemedBoards, 'boardChanged'>;
  dispatches: Pick<Dispatches, 'follow' | 'meetingChanged' | 'screens'>;
}

function subscribeListings(bus: Bus, { cases, fits, introductions, matching, notices }: Parts): void {
  const followNeed = async ({ kind, id }: { kind: string; id: string }) => {
    if (kind === 'need') await cases.following.followNeed(id);
  };
  bus.on('listing.published', followNeed);
  const match = async ({ authorId, ...ref }: ListingRef & { authorId: string }) => {
    if (isPaired(ref)) await matching.run({ kind: ref.kind, id: ref.id }, authorId);
  };
  const end = async ({ authorId, ...ref }: ListingRef & { authorId: string }) => {
    if (isPaired(ref)) await introductions.endOf({ kind: ref.kind, id: ref.id }, authorId);
  };
  bus.on('listing.published', match);
  bus.on('listing.changed', (event) => (event.isPublished ? match(event) : undefined));
  bus.on('listing.changed', followNeed);
  bus.on('listing.closed', followNeed);
  bus.on('listing.closed', end);
  bus.on('listing.closed', match);

  const fitOpening = async ({ kind, id, authorId }: ListingRef & { authorId: string }) => {
    if (kind === 'opening') await fits.follow({ kind, id, authorId });
  };
  bus.on('listing.published', fitOpening);
  bus.on('listing.changed', (event) => (event.isPublished ? fitOpening(event) : undefined));
  bus.on('listing.closed', fits.follow);

  bus.on('listing.matched', notices.listingMatched);
  // A profile, once the engine knows it.
  bus.on('listing.matched', fits.follow);
  bus.on('listing.matched', matching.confirm);
}

function subscribeIntroductions(bus: Bus, { cases, introductions, notices, projects }: Parts): void {
  bus.on('introduction.created', notices.introductionCreated);
  bus.on('introduction.answered', notices.introductionAnswered);
  bus.on('introduction.ended', notices.introductionEnded);
  bus.on('introduction.created', cases.following.introductionCreated);
  bus.on('introduction.answered', cases.following.introductionAnswered);
  bus.on('introduction.answered', projects.followNeed);
  bus.on('introduction.created', introductions.confirm);
  bus.on('introduction.answered', introductions.confirm);
  bus.on('introduction.ended', introductions.confirm);
}

function subscribeBrokering(bus: Bus, { cases, caseScreens, meetings, projects, talk }: Parts): void {
  bus.on('message.posted', talk.talkNotices.messagePosted);
  bus.on('message.posted', talk.talkScreens.messagePosted);
  bus.on('message.posted', talk.threads.confirm);
  bus.on('file.added', talk.talkScreens.fileChanged);
  bus.on('file.removed', talk.threads.fileRemoved);
  bus.on('file.removed', talk.talkScreens.fileChanged);
  bus.on('case.created', cases.notices.follow);
  // Before the case is marked as settled, so that a crash in between is repaired.
  bus.on('case.changed', projects.outcomes.caseMoved);
  bus.on('case.changed', cases.notices.follow);
  bus.on('case.created', caseScreens.caseMoved);
  bus.on('case.changed', caseScreens.caseMoved);
  bus.on('project.changed', projects.followProject);
  bus.on('project.changed', projects.screens.projectChanged);
  bus.on('meeting.changed', meetings.screens);
  bus.on('meeting.changed', meetings.follow);
}

function subscribeDispatches(bus: Bus, { dispatches }: Parts): void {
  // Screens come last: the case from which a date is arranged is made by what follows.
  bus.on('dispatch.changed', dispatches.follow);
  bus.on('dispatch.changed', dispatches.screens);
  bus.on('meeting.changed', dispatches.meetingChanged);
}

function subscribeWork(bus: Bus, { applications, assignments, themedBoards }: Parts): void {
  bus.on('listing.closed', applications.follow.listingClosed);
  bus.on('application.changed', applications.follow.follow);
  bus.on('application.changed', applications.screens);
  bus.on('application.changed', assignments.follow.followApplication);
  bus.on('application.changed', applications.follow.confirm);
  bus.on('assignment.changed', assignments.assignmentChanged);
  bus.on('assignment.changed', assignments.follow.follow);
  bus.on('theme.changed', themedBoards.boardChanged);
}

function subscribeScreens(bus: Bus, { screens }: Parts): void {
  bus.on('listing.changed', screens.listingChanged);
  bus.on('listing.closed', screens.listingChanged);
  bus.on('listing.matched', screens.listingMatched);
  bus.on('match.changed', screens.needMoved);
  bus.on('introduction.created', screens.introductionMoved);
  bus.on('introduction.answered', screens.introductionMoved);
  bus.on('introduction.ended', screens.introductionMoved);
  bus.on('introduction.read', screens.introductionMoved);
  bus.on('user.changed', screens.userChanged);
  bus.on('user.suspended', screens.userSuspended);
}

function subscribeTalent(bus: Bus, { talentScreens }: Parts): void {
  bus.on('listing.published', talentScreens.listingChanged);
  bus.on('listing.changed', talentScreens.listingChanged);
  bus.on('listing.closed', talentScreens.listingChanged);
}

export function subscribe(bus: Bus, parts: Parts): void {
  subscribeListings(bus, parts);
  subscribeIntroductions(bus, parts);
  subscribeScreens(bus, parts);
  subscribeBrokering(bus, parts);
  subscribeDispatches(bus, parts);
  subscribeWork(bus, parts);
  subscribeTalent(bus, parts);
  bus.on('membership.changed', parts.memberships.follow);
  bus.on('password.reset_asked', parts.passwordResets.send);
}
