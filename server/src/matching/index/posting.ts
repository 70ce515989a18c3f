// A term's number and its impact in one, so that sorting by number takes the impact along.
export const packPosting = (term: number, impact: number): number => ((term << 8) | impact) >>> 0;
export const termOfPosting = (posting: number): number => posting >>> 8;
export const impactOfPosting = (posting: number): number => posting & 255;
