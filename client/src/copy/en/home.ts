import type { home as ja } from '../ja/home.js';
import type { Translated } from '../translated.js';

export const home: Translated<typeof ja> = {};
