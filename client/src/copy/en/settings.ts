import type { settings as ja } from '../ja/settings.js';
import type { Translated } from '../translated.js';

export const settings: Translated<typeof ja> = {};
