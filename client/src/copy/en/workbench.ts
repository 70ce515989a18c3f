import type { workbench as ja } from '../ja/workbench.js';
import type { Translated } from '../translated.js';

export const workbench: Translated<typeof ja> = {};
