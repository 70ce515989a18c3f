// What fitting needs of every published opening and profile, and no more: the hard conditions are asked of all of them
// before anything is scored, so all are read, but only these fields.
import type { Connection, mongo } from 'mongoose';
import type { ExpertDraft } from '@enishi/shared/experts';
import type { ListingKind, ListingStatus } from '@enishi/shared/listings';
import type { OpeningDraft } from '@enishi/shared/openings';
import { completedProfile } from '@enishi/shared/work-profile';

export interface Facts<Content> {
  id: string;
  kind: ListingKind;
  status: ListingStatus;
  ownerId: string;
  organisationId: string;
  introducedIds: string[];
  mutualIds: string[];
  content: Content;
}

const asked = [
  ...(['skills', 'tags', 'hoursFrom', 'hoursTo', 'cells', 'startsOn', 'endsOn', 'applyBy', 'place'] as const),
  ...(['municipality', 'prefecture', 'reward', 'people', 'speech', 'blockedOrganisationIds'] as const),
  'disclosure',
] satisfies (keyof OpeningDraft)[];
const offered = [
  ...(['kind', 'skills', 'tags', 'hoursPerWeek', 'cells', 'availableFrom', 'availableTo', 'workPlace'] as const),
  ...(['unavailableUntil', 'municipality', 'prefecture', 'travelKm', 'speech', 'language', 'minimumReward'] as const),
  ...(['blockedOrganisationIds', 'disclosure', 'moveWish'] as const),
] satisfies (keyof ExpertDraft)[];

export type OpeningFacts = Facts<Pick<OpeningDraft, (typeof asked)[number]>>;
export type ExpertFacts = Facts<Pick<ExpertDraft, (typeof offered)[number]>>;

interface Found extends Omit<Facts<object>, 'id' | 'kind'> {
  _id: mongo.ObjectId;
}

const frame = ['status', 'ownerId', 'organisationId', 'introducedIds', 'mutualIds'];

export function createWorkFactsStore(connection: Connection) {
  const read = async (kind: 'opening' | 'expert', fields: readonly string[]): Promise<Facts<object>[]> => {
    const projection = Object.fromEntries([...frame, ...fields].map((field) => [field, 1]));
    const all = connection.collection(`${kind}s`) as unknown as mongo.Collection<Found>;
    const found = await all.find({ status: 'published' }, { projection, batchSize: 2000 }).toArray();
    return found.map(({ _id, ...rest }) => ({ ...rest, kind, id: _id.toHexString() }));
  };
  const below = (fields: readonly string[]) => fields.map((field) => `content.${field}`);
  return {
    listOpenings: (): Promise<OpeningFacts[]> => read('opening', below(asked)) as Promise<OpeningFacts[]>,
    /** Those written before there were skills and hours too. */
    async listExperts(): Promise<ExpertFacts[]> {
      const found = (await read('expert', below(offered))) as ExpertFacts[];
      return found.map((one) => ({ ...one, content: completedProfile(one.content) }));
    },
  };
}
export type WorkFactsStore = ReturnType<typeof createWorkFactsStore>;
