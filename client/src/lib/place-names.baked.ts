// Worked out while building (see client/shared-facts.ts): plain JavaScript that imports only from shared.
import { industries } from '@enishi/shared/taxonomy/industries';
import { prefectures } from '@enishi/shared/taxonomy/prefectures';

/** Code and name of every prefecture, north to south. */
export const prefectureNames = prefectures.map(({ code, ja, en }) => ({ code, ja, en }));

/** Code and name of every division of industry. */
export const industryNames = industries.map(({ code, ja, en }) => ({ code, ja, en }));
