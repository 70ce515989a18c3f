import type { Door } from './table';

export const cases: Door[] = [];
