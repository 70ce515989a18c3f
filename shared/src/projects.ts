// Joint development projects (共同開発プロジェクト): what was agreed, who does what by when, and how it goes month by month.
// Each part (work package, milestone …) has an id and a version of its own, so that two people may work on two of them.
import { z } from 'zod';
import { defineContract } from './contract.js';
import {
  clientKey,
  day,
  id,
  line,
  moment,
  optionalLine,
  optionalText,
  pageOf,
  pageQuery,
  text,
  version,
} from './fields.js';
import { talkSubject } from './talk.js';

export const projectLimits = {
  title: 80,
  goal: 1000,
  scenario: 4000,
  name: 80,
  note: 1000,
  /** Of each kind in one project. */
  parts: 60,
  yen: 1_000_000_000_000,
  hours: 10_000,
} as const;

/** Months from idea to product, unless somebody agrees on another day. */
export const targetMonths = 6;

export const projectStates = ['under_way', 'done', 'stopped'] as const;
export const projectState = z.enum(projectStates);
export type ProjectState = z.infer<typeof projectState>;

export const budgetSources = ['own', 'subsidy', 'university', 'other'] as const;
export const budgetSource = z.enum(budgetSources);
export type BudgetSource = z.infer<typeof budgetSource>;

/** How a month went: as planned, with worries, in need of help. */
export const trafficLights = ['green', 'yellow', 'red'] as const;
export const trafficLight = z.enum(trafficLights);
export type TrafficLight = z.infer<typeof trafficLight>;

/** YYYY-MM */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'wrong_form' });
export const yen = z.number().int().min(0).max(projectLimits.yen);

/** The message lands on the later of two days, where it was most likely mistyped. */
const inOrder = <S extends z.ZodType<{ from: string; to: string }>>(schema: S): S =>
  schema.refine((value) => value.from <= value.to, { error: 'too_small', path: ['to'] });

const name = line(projectLimits.name);
const workPackageShape = z.object({
  title: line(projectLimits.title),
  /** An organisation that is known here, or a free name. */
  organisationId: id.nullable().default(null),
  organisationName: optionalLine(projectLimits.name).default(''),
  from: day,
  to: day,
  /** Per cent. */
  doneShare: z.number().int().min(0).max(100).default(0),
  note: optionalText(projectLimits.note).default(''),
});
const teamShape = z.object({
  /** Somebody with an account, or a free name. */
  userId: id.nullable().default(null),
  name: optionalLine(projectLimits.name).default(''),
  role: name,
  hours: z.number().int().min(0).max(projectLimits.hours),
  from: day,
  to: day,
});
const named = <T extends { name: string; userId: string | null }>(value: T) =>
  value.userId !== null || value.name !== '';

/** What can be written into a project, by kind. */
export const partForms = {
  /** 作業パッケージ */
  work_package: inOrder(
    workPackageShape.refine((value) => value.organisationId !== null || value.organisationName !== '', {
      error: 'required',
      path: ['organisationName'],
    }),
  ),
  milestone: z.object({ title: line(projectLimits.title), dueOn: day, reachedOn: day.nullable().default(null) }),
  budget: z.object({ title: line(projectLimits.title), source: budgetSource, yen }),
  /** Of the conference team (カンファレンスチーム). */
  team: inOrder(teamShape.refine(named, { error: 'required', path: ['name'] })),
  /** An entry of the support menu that was used. */
  measure: z.object({
    menu: line(projectLimits.title),
    usedOn: day,
    result: optionalText(projectLimits.note).default(''),
  }),
  review: z.object({
    month,
    light: trafficLight,
    wentWell: text(projectLimits.note),
    hinders: optionalText(projectLimits.note).default(''),
    next: text(projectLimits.note),
    nextOn: day.nullable().default(null),
  }),
} as const;
export type PartForms = { [K in keyof typeof partForms]: z.output<(typeof partForms)[K]> };
export type PartKind = keyof PartForms;
export const partKinds = Object.keys(partForms) as [PartKind, ...PartKind[]];

export const partForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('work_package'), content: partForms.work_package }),
  z.object({ kind: z.literal('milestone'), content: partForms.milestone }),
  z.object({ kind: z.literal('budget'), content: partForms.budget }),
  z.object({ kind: z.literal('team'), content: partForms.team }),
  z.object({ kind: z.literal('measure'), content: partForms.measure }),
  z.object({ kind: z.literal('review'), content: partForms.review }),
]);
export type PartForm = z.output<typeof partForm>;

const partFacts = z.object({ id, version, updatedAt: moment, abilities: z.object({ canReport: z.boolean() }) });
/** The name of whoever owns or joins it is read anew each time; organisation and account stay as they are known here. */
export const workPackageView = workPackageShape.extend(partFacts.shape);
export type WorkPackageView = z.infer<typeof workPackageView>;
export const milestoneView = partForms.milestone.extend(partFacts.shape);
export type MilestoneView = z.infer<typeof milestoneView>;
export const budgetView = partForms.budget.extend(partFacts.shape);
export const teamView = teamShape.extend(partFacts.shape).extend({ organisation: z.string().nullable() });
export const measureView = partForms.measure.extend(partFacts.shape);
export const reviewView = partForms.review.extend(partFacts.shape).extend({ by: z.string().nullable() });
export type ReviewView = z.infer<typeof reviewView>;

export const projectFacts = z.object({
  id,
  caseId: id,
  version,
  title: z.string(),
  state: projectState,
  startsOn: day,
  /** From idea to product (half a year unless agreed otherwise). */
  targetOn: day,
  endedOn: day.nullable(),
  /** Over all work packages, weighed by their length; null while there are none. */
  doneShare: z.number().int().nullable(),
  light: trafficLight.nullable(),
});

export const projectCard = projectFacts
  .extend({ lead: z.string().nullable(), nextMilestone: z.object({ title: z.string(), dueOn: day }).nullable() })
  .meta({ id: 'ProjectCard' });
export type ProjectCard = z.infer<typeof projectCard>;

export const projectView = projectFacts
  .extend({
    goal: z.string(),
    scenario: z.string(),
    createdAt: moment,
    lead: z.string().nullable(),
    workPackages: z.array(workPackageView),
    milestones: z.array(milestoneView),
    budget: z.array(budgetView),
    budgetTotal: z.number().int(),
    team: z.array(teamView),
    measures: z.array(measureView),
    reviews: z.array(reviewView),
    /** The month whose review is missing, for coordinators; null when nothing is due. */
    reviewDue: month.nullable(),
    /** Where its documents lie, for those who may see them: with the introduction that both sides share, else with the case. */
    documents: talkSubject.nullable(),
    abilities: z.object({ canEdit: z.boolean() }),
  })
  .meta({ id: 'Project' });
export type ProjectView = z.infer<typeof projectView>;

const projectForm = z.object({
  title: line(projectLimits.title, 4),
  goal: text(projectLimits.goal, 10),
  startsOn: day,
  targetOn: day.optional(),
});
const laterTarget = (value: { startsOn?: string | undefined; targetOn?: string | undefined }): boolean =>
  value.startsOn === undefined || value.targetOn === undefined || value.startsOn < value.targetOn;

export const newProject = projectForm
  .extend({ key: clientKey })
  .refine(laterTarget, { error: 'too_small', path: ['targetOn'] });

export const createProject = defineContract({
  name: 'createProject',
  method: 'POST',
  path: '/api/cases/:id/projects',
  summary: 'Begin a joint development; the case moves to the plan',
  group: 'Projects',
  access: ['coordinator'],
  params: z.object({ id }),
  body: newProject,
  status: 201,
  answer: projectView,
  errors: ['not_found', 'not_possible_now'],
});

export const listProjects = defineContract({
  name: 'listProjects',
  method: 'GET',
  path: '/api/projects',
  summary: 'Projects that one is a member of; for coordinators those of their prefectures',
  group: 'Projects',
  access: 'signed_in',
  query: pageQuery.extend({ state: projectState.optional(), caseId: id.optional() }),
  answer: pageOf(projectCard),
});

export const getProject = defineContract({
  name: 'getProject',
  method: 'GET',
  path: '/api/projects/:id',
  summary: 'One project with all its parts',
  group: 'Projects',
  access: 'signed_in',
  params: z.object({ id }),
  answer: projectView,
  errors: ['not_found'],
});

export const projectChanges = projectForm
  .extend({ scenario: optionalText(projectLimits.scenario), state: projectState, endedOn: day })
  .partial()
  .extend({ version })
  .refine(laterTarget, { error: 'too_small', path: ['targetOn'] });

export const changeProject = defineContract({
  name: 'changeProject',
  method: 'PATCH',
  path: '/api/projects/:id',
  summary: 'Change what stands above the parts, or bring the project to its end',
  group: 'Projects',
  access: ['coordinator'],
  params: z.object({ id }),
  body: projectChanges,
  answer: projectView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

/** Whom and what a coordinator can choose from for team and work packages. */
export const projectPeople = z.object({
  people: z.array(
    z.object({
      id,
      displayName: z.string(),
      organisation: z.object({ id, name: z.string() }),
      isCoordinator: z.boolean(),
    }),
  ),
});
export type ProjectPeople = z.infer<typeof projectPeople>;

export const listProjectPeople = defineContract({
  name: 'listProjectPeople',
  method: 'GET',
  path: '/api/projects/:id/people',
  summary: 'Who can be taken into the team, and whose organisations can own a work package',
  group: 'Projects',
  access: ['coordinator'],
  params: z.object({ id }),
  answer: projectPeople,
  errors: ['not_found'],
});

export const addProjectPart = defineContract({
  name: 'addProjectPart',
  method: 'POST',
  path: '/api/projects/:id/parts',
  summary: 'Add a work package, milestone, budget line, team member, measure or review',
  group: 'Projects',
  access: ['coordinator'],
  params: z.object({ id }),
  body: z.intersection(z.object({ key: clientKey }), partForm),
  status: 201,
  answer: projectView,
  errors: ['not_found', 'already_exists', 'not_possible_now'],
});

const partParams = z.object({ id, partId: id });

export const changeProjectPart = defineContract({
  name: 'changeProjectPart',
  method: 'PUT',
  path: '/api/projects/:id/parts/:partId',
  summary: 'Change one part; others stay free for others',
  group: 'Projects',
  access: ['coordinator'],
  params: partParams,
  body: z.intersection(z.object({ version }), partForm),
  answer: projectView,
  errors: ['not_found', 'stale', 'already_exists'],
});

export const removeProjectPart = defineContract({
  name: 'removeProjectPart',
  method: 'POST',
  path: '/api/projects/:id/parts/:partId/remove',
  summary: 'Take one part out',
  group: 'Projects',
  access: ['coordinator'],
  params: partParams,
  body: z.object({ version }),
  answer: projectView,
  errors: ['not_found', 'stale'],
});

export const reportProgress = defineContract({
  name: 'reportProgress',
  method: 'POST',
  path: '/api/projects/:id/parts/:partId/progress',
  summary: 'How much of a work package is done, by its owner or a coordinator',
  group: 'Projects',
  access: 'signed_in',
  params: partParams,
  body: z.object({ version, doneShare: z.number().int().min(0).max(100) }),
  answer: projectView,
  errors: ['not_found', 'stale', 'forbidden'],
});
