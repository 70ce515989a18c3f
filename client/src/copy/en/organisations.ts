import type { organisations as ja } from '../ja/organisations.js';
import type { Translated } from '../translated.js';

export const organisations: Translated<typeof ja> = {};
