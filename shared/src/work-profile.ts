// What experts and teleworkers say besides what they can do: when, where, from what reward, with which certificates.
import { z } from 'zod';
import { day, line, optionalLine, optionalText, distinct } from './fields.js';
import { municipalityCode } from './municipalities.js';
import { skillList, speechList } from './skills.js';
import { prefectureCode } from './tags.js';
import { weekGrid } from './weekly-hours.js';

export const workProfileLimits = {
  certificates: 20,
  certificate: 80,
  grade: 40,
  links: 8,
  linkTitle: 60,
  url: 500,
  travelKm: 1000,
  yenPerHour: 1_000_000,
  family: 1000,
  prefectures: 10,
} as const;

/** 資格: whose, which grade, until when. */
export const certificate = z.object({
  name: line(workProfileLimits.certificate),
  /** The person named on it, where it is not the owner of the profile. */
  holder: optionalLine(workProfileLimits.certificate).default(''),
  grade: optionalLine(workProfileLimits.grade).default(''),
  validUntil: day.nullable().default(null),
});
export type Certificate = z.output<typeof certificate>;

const url = z
  .string()
  .trim()
  .max(workProfileLimits.url)
  .regex(/^https?:\/\/[^\s"<>\\^`{|}]+$/, { error: 'wrong_form' })
  .pipe(z.url({ protocol: /^https?$/, error: 'wrong_form' }));
export const portfolioLink = z.object({ title: line(workProfileLimits.linkTitle), url });

/** Uターン (back home), Jターン (near home), Iターン (somewhere new). */
export const moveKinds = ['u_turn', 'j_turn', 'i_turn'] as const;
export const moveWhen = ['within_6_months', 'within_1_year', 'within_3_years', 'some_day'] as const;

/** The wish to move in; what it says of the family only coordinators read. */
export const moveWish = z.object({
  kind: z.enum(moveKinds),
  prefectures: distinct(prefectureCode, workProfileLimits.prefectures),
  when: z.enum(moveWhen),
  family: optionalText(workProfileLimits.family).default(''),
});
export type MoveWish = z.output<typeof moveWish>;
/** It leads somewhere, as a draft need not say yet. */
export const publishedMoveWish = moveWish.extend({ prefectures: moveWish.shape.prefectures.min(1) });

/** Fields of a profile for its summary, shown in lists. */
export const workSummaryFields = {
  skills: skillList.default([]),
  availableFrom: day.nullable().default(null),
  availableTo: day.nullable().default(null),
  /** 「この日までは受けられません」 */
  unavailableUntil: day.nullable().default(null),
  speech: speechList.default([]),
};

/** For its details: with a place as small as a village, somebody without a name would soon be known. */
export const workDetailFields = {
  cells: weekGrid.default([]),
  municipality: municipalityCode.nullable().default(null),
  /** How far somebody travels for work; null: not at all or not said. */
  travelKm: z.number().int().min(0).max(workProfileLimits.travelKm).nullable().default(null),
  certificates: z.array(certificate).max(workProfileLimits.certificates).default([]),
  links: z.array(portfolioLink).max(workProfileLimits.links).default([]),
};

/** In no group: each has readers of its own. */
export const workSecretFields = {
  /** In yen an hour. Matched, and shown to nobody but the owner. */
  minimumReward: z.number().int().min(1).max(workProfileLimits.yenPerHour).nullable().default(null),
  /** For the owner and coordinators; where somebody wishes to move, coordinators look after the profile as at home. */
  moveWish: moveWish.nullable().default(null),
};

/** What a profile had before it said more about work. */
interface OlderProfile {
  certificates?: unknown;
}

const asCertificate = (one: unknown): Certificate =>
  typeof one === 'string' ? { name: one, holder: '', grade: '', validUntil: null } : (one as Certificate);

const certificatesOf = ({ certificates }: OlderProfile): Certificate[] =>
  Array.isArray(certificates) ? certificates.map(asCertificate) : [];

/** A profile stored before these fields were there, with each of them as if nothing had been said. */
export const completedProfile = <Content extends object>(content: Content) => ({
  ...noWorkFields,
  ...content,
  certificates: certificatesOf(content),
});

const noWorkFields = z.object({ ...workSummaryFields, ...workDetailFields, ...workSecretFields }).parse({});
