// What a form begins with: a blank one, or what the server has.
import { defaultSecrecy, secrecyPresets } from '@enishi/shared/disclosure';
import type { ExpertKind } from '@enishi/shared/experts';
import type { Language } from '@enishi/shared/fields';
import type { AnyView, DraftOf, ViewOf } from '../kinds.js';

export interface Author {
  prefecture: string;
  language: Language;
  expertKind: ExpertKind;
}

const common = ({ prefecture, language }: Author) => ({
  title: '',
  tags: [],
  freeTags: [],
  cooperation: [],
  prefecture,
  language,
  disclosure: secrecyPresets[defaultSecrecy],
  blockedOrganisationIds: [],
});

/** What a profile says of work, before anything was said. */
const noWork = {
  ...{ skills: [], availableFrom: null, availableTo: null, unavailableUntil: null, speech: [] },
  ...{ cells: [], municipality: null, travelKm: null, certificates: [], links: [] },
  ...{ minimumReward: null, moveWish: null },
};

export const blankDrafts = {
  need: (author: Author): DraftOf['need'] => ({
    ...common(author),
    industry: null,
    timeframe: 'unknown',
    situation: '',
    goal: '',
    tried: '',
    mustHaves: [],
    budget: 'unknown',
    readinessWanted: null,
  }),
  seed: (author: Author): DraftOf['seed'] => ({
    ...common(author),
    readiness: null,
    problem: '',
    features: '',
    uses: '',
    challenges: '',
    expectations: '',
    propertyStatus: 'unknown',
    propertyNote: '',
    record: '',
    contactNote: '',
  }),
  expert: (author: Author): DraftOf['expert'] => ({
    ...common(author),
    kind: author.expertKind,
    canDo: '',
    experience: '',
    hoursPerWeek: null,
    workPlace: author.expertKind === 'teleworker' ? 'remote' : 'both',
    contactNote: '',
    ...noWork,
  }),
  opening: (author: Author): DraftOf['opening'] => ({
    ...common(author),
    ...{ skills: [], cells: [], speech: [], hoursFrom: null, hoursTo: null, startsOn: null, endsOn: null },
    ...{ work: '', equipment: '', howDecided: '', reward: null, people: 1, applyBy: null },
    cooperation: ['telework'],
    place: 'remote',
    municipality: null,
    workPackage: null,
  }),
};

const commonOf = (view: AnyView) => ({
  title: view.title,
  tags: view.tags,
  freeTags: view.freeTags,
  cooperation: view.cooperation,
  prefecture: view.prefecture,
  language: view.language,
  disclosure: view.disclosure,
  blockedOrganisationIds: (view.blocked ?? []).map(({ id }) => id),
});

// Whoever may edit sees every group; null details mean that this is not such a reader.
export const draftOfView = {
  need: (view: ViewOf['need']): DraftOf['need'] | null =>
    view.details && { ...commonOf(view), industry: view.industry, timeframe: view.timeframe, ...view.details },
  seed: (view: ViewOf['seed']): DraftOf['seed'] | null =>
    view.details && {
      ...commonOf(view),
      readiness: view.readiness,
      propertyStatus: view.propertyStatus,
      contactNote: view.contact?.note ?? '',
      ...view.details,
    },
  expert: (view: ViewOf['expert']): DraftOf['expert'] | null =>
    view.details && {
      ...commonOf(view),
      kind: view.kind,
      hoursPerWeek: view.hoursPerWeek,
      workPlace: view.workPlace,
      contactNote: view.contact?.note ?? '',
      skills: view.skills,
      availableFrom: view.availableFrom,
      availableTo: view.availableTo,
      unavailableUntil: view.unavailableUntil,
      speech: view.speech,
      minimumReward: view.minimumReward,
      moveWish: view.moveWish && { ...view.moveWish, family: view.moveWish.family ?? '' },
      ...view.details,
    },
  opening: (view: ViewOf['opening']): DraftOf['opening'] | null =>
    view.details && {
      ...commonOf(view),
      skills: view.skills,
      hoursFrom: view.hoursFrom,
      hoursTo: view.hoursTo,
      startsOn: view.startsOn,
      endsOn: view.endsOn,
      place: view.place,
      municipality: view.municipality,
      reward: view.reward,
      people: view.people,
      applyBy: view.applyBy,
      speech: view.speech,
      workPackage: view.workPackage,
      ...view.details,
    },
};
