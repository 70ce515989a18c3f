import type { listings as ja } from '../ja/listings.js';
import type { Translated } from '../translated.js';

export const listings: Translated<typeof ja> = {};
