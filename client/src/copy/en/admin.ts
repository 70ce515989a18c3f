import type { admin as ja } from '../ja/admin.js';
import type { Translated } from '../translated.js';

export const admin: Translated<typeof ja> = {};
