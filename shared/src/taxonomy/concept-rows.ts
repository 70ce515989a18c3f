import type { ConceptRow } from './concept.js';
export const conceptRows: readonly ConceptRow[] = [];
