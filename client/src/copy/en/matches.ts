import type { matches as ja } from '../ja/matches.js';
import type { Translated } from '../translated.js';

export const matches: Translated<typeof ja> = {};
