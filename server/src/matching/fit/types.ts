// What an opening asks for and a profile offers, as far as fitting goes. Nothing here knows of databases or people; places
// come with their position, and today is handed in.
import type { FitEvidence, FitGap, FitHint, FitPart } from '@enishi/shared/fits';
import type { OpeningPlace, Reward } from '@enishi/shared/openings';
import type { Skill, Speech, WantedSkill } from '@enishi/shared/skills';
import type { WeekCell } from '@enishi/shared/weekly-hours';
import type { ConceptRelation } from '../types.js';

export interface Spot {
  latitude: number;
  longitude: number;
}

export interface AskedWork {
  skills: readonly WantedSkill[];
  hoursFrom: number | null;
  hoursTo: number | null;
  /** Empty: any time. */
  cells: readonly WeekCell[];
  startsOn: string | null;
  endsOn: string | null;
  place: OpeningPlace;
  spot: Spot | null;
  prefecture: string | null;
  reward: Reward | null;
  speech: readonly Speech[];
}

export interface OfferedWork {
  skills: readonly Skill[];
  /** Concepts chosen without a level. */
  tags: readonly string[];
  hoursPerWeek: number | null;
  cells: readonly WeekCell[];
  availableFrom: string | null;
  availableTo: string | null;
  unavailableUntil: string | null;
  workPlace: 'remote' | 'onsite' | 'both';
  spot: Spot | null;
  prefecture: string | null;
  travelKm: number | null;
  speech: readonly Speech[];
  /** Of the profile itself: somebody speaks the language they write in. */
  language: string;
  /** In yen an hour. Decides whether two may meet, and nothing else: no point of any score depends on it. */
  minimumReward: number | null;
}

export interface WorkTexts {
  title: string;
  body: string;
  freeTags: readonly string[];
}

/** How a concept answers another, the best first; the same one is among them. */
export type RelationsOf = (tag: string) => readonly { id: string; relation: ConceptRelation; weight: number }[];

export interface WorkSurroundings {
  relationsOf: RelationsOf;
  /** YYYY-MM-DD in Asia/Tokyo. */
  today: string;
}

export type Parts = Record<FitPart, number>;

export interface WorkFit {
  /** 0 to 100, the sum of the parts. */
  score: number;
  parts: Parts;
  evidence: FitEvidence;
  missing: FitHint[];
  gaps: FitGap[];
}
