import type { introductions as ja } from '../ja/introductions.js';
import type { Translated } from '../translated.js';

export const introductions: Translated<typeof ja> = {};
