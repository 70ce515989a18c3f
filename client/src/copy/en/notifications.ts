import type { notifications as ja } from '../ja/notifications.js';
import type { Translated } from '../translated.js';

export const notifications: Translated<typeof ja> = {};
