// Applications (応募) to openings: from an invitation or a letter to the offer (条件提示) that both have accepted.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { expertCard } from './experts.js';
import { clientKey, day, id, language, moment, optionalText, pageOf, pageQuery, text, version } from './fields.js';
import { side } from './introductions.js';
import { contactShape, ownerShape } from './listings.js';
import { openingCard } from './openings.js';
import { party, termsDraft, termsForm, termsSheet } from './terms.js';

/** declined: by the company; withdrawn: by the person; expired: by a clock. */
export const applicationStates = [
  'invited',
  'applied',
  'shortlisted',
  'offered',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
] as const;
export const applicationState = z.enum(applicationStates);
export type ApplicationState = z.infer<typeof applicationState>;

/** Those in which somebody still has to answer. */
export const openApplicationStates = ['invited', 'applied', 'shortlisted', 'offered'] as const;
export const isOpenApplication = (state: ApplicationState): boolean =>
  (openApplicationStates as readonly ApplicationState[]).includes(state);
/** Those that a person may take up again by a new letter: nobody has said no to them. */
export const reopenableStates = ['invited', 'withdrawn', 'expired'] as const;

export const applicationLimits = { letter: 500, letterMin: 10, invitation: 500, reason: 500, terms: 20 } as const;

/**
 * An invitation and an application are answered within `answerDays` working days, an offer within `offerDays` days. Where
 * a company stays silent it is reminded, and `graceDays` working days later the application ends.
 */
export const applicationClock = { answerDays: 10, graceDays: 10, offerDays: 7 } as const;

/** Why a company says no. */
export const companyReasons = ['other_person', 'skills', 'hours', 'terms', 'plan_changed', 'other'] as const;
/** Why a person does. */
export const personReasons = ['no_time', 'terms', 'other_work', 'not_my_field', 'personal', 'other'] as const;
/** What ends an application by itself. */
export const ownEndReasons = ['filled', 'opening_closed', 'profile_closed', 'no_answer'] as const;
export const endReasons = [...new Set([...companyReasons, ...personReasons, ...ownEndReasons])] as const;
const endReason = z.enum(endReasons as readonly [EndReason, ...EndReason[]]);
export type EndReason =
  (typeof companyReasons)[number] | (typeof personReasons)[number] | (typeof ownEndReasons)[number];

const because = <T extends readonly [string, ...string[]]>(reasons: T) =>
  z
    .object({ version, reason: z.enum(reasons), text: optionalText(applicationLimits.reason).default('') })
    .refine((value) => value.reason !== 'other' || value.text !== '', { path: ['text'], error: 'required' });

export const applicationSteps = [
  'invited',
  'applied',
  'shortlisted',
  'offered',
  'accepted',
  'declined',
  'withdrawn',
  'expired',
  'terms_proposed',
  'terms_accepted',
] as const;
export type ApplicationStep = (typeof applicationSteps)[number];

/** Whose turn it is; null: nobody's. */
const turn = side.nullable();

const cardShape = {
  id,
  version,
  state: applicationState,
  createdAt: moment,
  /** Last change of state. */
  changedAt: moment,
  /** Until when whoever's turn it is should answer. */
  dueAt: moment.nullable(),
  /** Null where the viewer may see it no longer. */
  opening: openingCard.nullable(),
  expert: expertCard.nullable(),
  /** The side the viewer stands on: need is the company's, item the person's; null for coordinators. */
  mySide: side.nullable(),
  turn,
};
/** For lists. */
export const applicationCard = z.object(cardShape).meta({ id: 'ApplicationCard' });
export type ApplicationCard = z.infer<typeof applicationCard>;

export const termsStates = ['open', 'accepted', 'declined', 'replaced', 'ended'] as const;
/** One version of the terms sheet, frozen when it was sent. */
export const termsVersion = z
  .object({
    number: z.number().int().min(1),
    /** offer: with it the work is offered. settling: fills in what was left open in one that was accepted. */
    purpose: z.enum(['offer', 'settling']),
    state: z.enum(termsStates),
    by: side,
    sentAt: moment,
    answeredAt: moment.nullable(),
    /** SHA-256 of number, names and terms in canonical form, as hexadecimal digits. */
    sha256: z.string(),
    /**
     * The worker's name stays closed to the company until it is open anyway or the offer was accepted. The day of
     * commission is that of the acceptance.
     */
    sheet: termsSheet.extend({ worker: party.nullable(), orderedOn: day.nullable() }),
  })
  .meta({ id: 'TermsVersion' });
export type TermsVersion = z.infer<typeof termsVersion>;

const opened = z.object({ organisation: ownerShape, contact: contactShape });

export const applicationView = z
  .object({
    ...cardShape,
    letter: z.string(),
    /** What the invitation says, and who sent it. */
    invitation: z.object({ text: z.string(), by: z.enum(['company', 'coordinator']), at: moment }).nullable(),
    /** How it ended without an acceptance. */
    end: z.object({ reason: endReason, text: z.string(), by: turn }).nullable(),
    /** Oldest first. */
    steps: z.array(
      z.object({ kind: z.enum(applicationSteps), at: moment, by: z.enum(['need', 'item', 'desk', 'clock']) }),
    ),
    /** Oldest first. */
    terms: z.array(termsVersion),
    /** Number of the version that both have accepted last. */
    agreedNumber: z.number().int().nullable(),
    /** Open to both once an offer was accepted. */
    opened: z.object({ need: opened, item: opened }).nullable(),
    abilities: z.object({
      canApply: z.boolean(),
      canShortlist: z.boolean(),
      canOffer: z.boolean(),
      /** All places are offered or taken: no offer before one of them is free. */
      isFull: z.boolean(),
      canAcceptOffer: z.boolean(),
      canDecline: z.boolean(),
      canWithdraw: z.boolean(),
      canProposeTerms: z.boolean(),
      canAcceptTerms: z.boolean(),
    }),
  })
  .meta({ id: 'Application' });
export type ApplicationView = z.infer<typeof applicationView>;

const letter = text(applicationLimits.letter, applicationLimits.letterMin);
const group = 'Applications';
const one = z.object({ id });

export const applicationForm = z.object({ key: clientKey, expertId: id, letter });
export const applyToOpening = defineContract({
  name: 'applyToOpening',
  method: 'POST',
  path: '/api/openings/:id/applications',
  summary: 'Apply with one of one’s own profiles; the same key again makes nothing new',
  group,
  access: ['expert', 'teleworker'],
  params: one,
  body: applicationForm,
  status: 201,
  answer: applicationView,
  errors: ['not_found', 'already_exists', 'not_possible_now'],
});

export const invitationForm = z.object({
  key: clientKey,
  expertId: id,
  text: optionalText(applicationLimits.invitation).default(''),
});
export const inviteToOpening = defineContract({
  name: 'inviteToOpening',
  method: 'POST',
  path: '/api/openings/:id/invitations',
  summary: 'Invite somebody to apply (owner of the opening, or coordinator of its prefecture)',
  group,
  access: ['company', 'coordinator'],
  params: one,
  body: invitationForm,
  status: 201,
  answer: applicationView,
  errors: ['not_found', 'already_exists', 'not_possible_now'],
});

export const listApplications = defineContract({
  name: 'listApplications',
  method: 'GET',
  path: '/api/applications',
  summary: "One's own, or those to one's openings; for coordinators those of their prefectures",
  group,
  access: 'signed_in',
  query: pageQuery.extend({
    openingId: id.optional(),
    expertId: id.optional(),
    /** open: somebody has to answer; accepted; ended: without an acceptance. */
    state: z.enum(['open', 'accepted', 'ended']).optional(),
  }),
  answer: pageOf(applicationCard),
});

export const getApplication = defineContract({
  name: 'getApplication',
  method: 'GET',
  path: '/api/applications/:id',
  summary: 'One application',
  group,
  access: 'signed_in',
  params: one,
  answer: applicationView,
  errors: ['not_found'],
});

/** What is done to one application: all answer with how it stands then. */
const actionOf = <const N extends string, const P extends string, B extends z.ZodType>(
  name: N,
  path: P,
  summary: string,
  body: B,
) =>
  defineContract({
    name,
    method: 'POST',
    path: `/api/applications/:id/${path}` as const,
    summary,
    group,
    access: 'signed_in',
    params: one,
    body,
    answer: applicationView,
    errors: ['not_found', 'stale', 'not_possible_now'],
  });

export const letterForm = z.object({ version, letter });
export const applyByInvitation = actionOf(
  'applyByInvitation',
  'apply',
  'Accept an invitation, or take up one’s own application again, with a letter',
  letterForm,
);
export const shortlistApplication = actionOf(
  'shortlistApplication',
  'shortlist',
  'Put it on the shortlist; the person is told',
  z.object({ version }),
);
export const declineForm = because(companyReasons);
export const declineApplication = actionOf(
  'declineApplication',
  'decline',
  'Decline with a reason, an offer that was sent included (company)',
  declineForm,
);
export const withdrawForm = because(personReasons);
export const withdrawApplication = actionOf(
  'withdrawApplication',
  'withdraw',
  'Withdraw, or decline an invitation or offer, with a reason (person)',
  withdrawForm,
);
export const sendOffer = actionOf(
  'sendOffer',
  'offers',
  'Offer the work with a terms sheet, which is frozen; one sent before is replaced',
  z.object({ version, terms: termsForm }),
);
const number = z.number().int().min(1);
export const acceptOffer = actionOf(
  'acceptOffer',
  'accept',
  'Accept the offer with this version of the terms (person)',
  z.object({ version, number }),
);
export const proposeTerms = actionOf(
  'proposeTerms',
  'terms',
  'Fill in what was left open in the terms that both have accepted (either side)',
  z.object({ version, terms: termsForm }),
);
export const acceptTerms = actionOf(
  'acceptTerms',
  'terms/accept',
  'Accept what the other side filled in; whoever does not proposes terms of their own',
  z.object({ version, number }),
);

export const getTermsDraft = defineContract({
  name: 'getTermsDraft',
  method: 'GET',
  path: '/api/applications/:id/terms-draft',
  summary: 'Terms to begin with: the last ones sent, or made from the opening (company)',
  group,
  access: 'signed_in',
  params: one,
  answer: z.object({ terms: termsDraft }),
  errors: ['not_found', 'not_possible_now'],
});

export const downloadTerms = defineContract({
  name: 'downloadTerms',
  method: 'GET',
  path: '/api/applications/:id/terms/:number/pdf',
  summary: 'One version of the terms sheet as PDF',
  group,
  access: 'signed_in',
  params: z.object({ id, number: z.coerce.number().int().min(1).max(applicationLimits.terms) }),
  query: z.object({ language: language.optional() }),
  download: true,
  errors: ['not_found'],
});
