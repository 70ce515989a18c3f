// Where personal data lie: each collection, in which fields a person stands, what they are told when they ask, and what
// becomes of it when they are erased. A collection without a line here fails a test.

interface Line {
  /** Fields that hold the id of a person. */
  person?: readonly string[];
  /** Fields told in an export; others are other people's, or of no use outside. */
  told?: readonly string[];
  /** Whole documents that go when the person goes. */
  isRemoved?: true;
  /** Fields that are emptied, with what stands there afterwards. */
  emptied?: Readonly<Record<string, unknown>>;
  /** Why nothing is told, or nothing goes. */
  because?: string;
}

const listing: Line = {
  person: ['ownerId'],
  told: ['code', 'status', 'content', 'createdAt', 'publishedAt', 'closedAt', 'closeReason', 'closeText'],
  because: 'drafts are removed and published ones closed by their own service',
};
const times = ['createdAt', 'updatedAt'] as const;
const history = 'what people did together stays, without the name';
const noPerson = 'no person stands in it';

export const personalData: Readonly<Record<string, Line>> = {
  users: {
    person: ['_id'],
    told: [
      ...['email', 'displayName', 'roles', 'activeRole', 'organisationId', 'prefecture', 'language', 'status'],
      ...['membership.organisationId', 'membership.state', 'membership.requestedAt', 'membership.reason'],
      ...['notificationSettings', 'mailSettings', 'hasSecondFactor', 'lastSignInAt', ...times],
    ],
    because: 'emptied by its own store, first of all',
  },
  needs: listing,
  seeds: listing,
  openings: listing,
  experts: { ...listing, because: 'the profile is emptied as well: it is about nobody else' },
  introductions: {
    person: ['needOwnerId', 'itemOwnerId', 'createdById', 'coordinatorId'],
    told: ['needId', 'itemKind', 'itemId', 'state', ...times],
    because: history,
  },
  cases: { person: ['leadId', 'secondId', 'createdBy'], told: ['code', 'stage', ...times], because: history },
  meetings: { person: ['hostId', 'participants.userId'], told: ['title', 'state', ...times], because: history },
  minutes: { person: ['history.by'], told: times, because: history },
  slot_holds: { person: ['person'], told: ['startsAt'], isRemoved: true },
  calendar_feeds: { person: ['userId'], told: times, isRemoved: true },
  messages: { person: ['authorId'], told: ['subjectId', 'text', 'createdAt'], because: history },
  threadmarks: { person: ['userId'], told: ['subjectId', 'readAt'], isRemoved: true },
  files: { person: ['authorId', 'removedById'], told: ['name', 'size', 'createdAt'], because: history },
  ndas: { person: ['recordedById'], told: ['signedOn', 'createdAt'], because: history },
  projects: { person: ['createdById', 'partyIds'], told: ['title', 'state', 'startsOn', 'targetOn'], because: history },
  project_parts: { person: ['createdById', 'content.userId'], told: ['kind', 'content', ...times], because: history },
  outcomes: { person: ['createdById', 'changedById'], told: ['kind', ...times], because: history },
  outcome_questions: { person: ['userId'], told: ['askedAt'], emptied: { email: '', name: '' } },
  outcome_schedules: { because: noPerson },
  notifications: { person: ['userId'], told: ['kind', 'subject', 'createdAt', 'readAt'], isRemoved: true },
  outbox: { person: ['to.userId'], told: ['state', 'createdAt', 'settledAt'], isRemoved: true },
  password_resets: { person: ['userId'], isRemoved: true },
  sign_ups: { because: 'nobody yet: what was typed is kept for a day at most, until the link is opened or runs out' },
  invitations: { because: 'holds an address only until it is taken or runs out' },
  disclosures: {
    person: ['viewerId'],
    told: ['kind', 'listingId', 'group', 'firstAt', 'lastAt', 'times'],
    because: history,
  },
  audit: { person: ['byId', 'subject.id'], told: ['at', 'kind', 'address', 'detail'], because: 'security' },
  matches: { because: 'worked out of listings, and gone with them' },
  fits: { because: 'worked out of listings, and gone with them' },
  fit_wakes: { because: noPerson },
  applications: {
    person: ['workerUserId', 'clientUserId'],
    told: ['openingId', 'state', 'letter', ...times],
    because: 'terms in writing have to be kept by law',
  },
  application_seats: { because: noPerson },
  assignments: {
    person: ['workerUserId', 'clientUserId'],
    told: ['openingId', 'state', ...times],
    because: 'terms in writing have to be kept by law',
  },
  assignment_reports: { because: 'belong to an assignment, which is told' },
  dispatches: {
    person: ['clientUserId', 'expertUserId', 'createdById', 'askedById'],
    told: ['code', 'theme', 'text', 'hours', 'state', ...times],
    because: history,
  },
  dispatch_hours: { person: ['changedById'], because: 'hours of companies, set for others' },
  dispatch_menus: { because: noPerson },
  themed_boards: { person: ['keeperId'], told: ['title', ...times], because: 'shared with colleagues' },
  themed_board_pairs: { person: ['by'], told: ['state', 'note'], because: 'shared with colleagues' },
  organisations: { because: noPerson },
  sessions: { because: 'an id only, ended when the person goes, and by itself after hours' },
  throttle: { because: 'counts by hashes, ids and addresses, gone within a day' },
  counters: { because: noPerson },
  marks: { because: noPerson },
};
