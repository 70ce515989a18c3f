// Worked out while building (see client/shared-facts.ts): plain JavaScript that imports only from shared.
import { conceptRows } from '@enishi/shared/taxonomy/concept-rows';

/** Name of every concept, by its id. */
export const tagNames = Object.fromEntries(conceptRows.map(({ id, en }) => [id, en]));
