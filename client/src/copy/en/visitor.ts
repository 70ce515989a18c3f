import type { visitor as ja } from '../ja/visitor.js';
import type { Translated } from '../translated.js';

export const visitor: Translated<typeof ja> = {};
