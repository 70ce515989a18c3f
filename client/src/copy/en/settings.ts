import type { settings as ja } from '../ja/settings.js';
import type { Translated } from '../translated.js';

export const settings: Translated<typeof ja> = {
  title: 'Settings',
  profile: {
    title: 'About you',
    explain: 'Your display name is shown to coordinators, and to the other side once both have accepted.',
    displayName: 'Display name',
    email: 'E-mail address',
    emailHelp: 'Used to sign in. To change it, please tell an administrator.',
    organisation: 'Organisation',
    language: 'Language',
    prefecture: 'Prefecture',
    save: 'Save',
    saved: 'Saved',
    roles: 'Roles',
  },
  password: {
    title: 'Change password',
    explain: 'Other devices will be signed out.',
    current: 'Current password',
    next: 'New password',
    nextHelp:
      'At least {{min}} characters. Several words in a row are a good choice; signs and digits are not required.',
    save: 'Change password',
    saved: 'Your password was changed',
    show: 'Show password',
  },
  stale: 'This was changed on another screen first. The latest is loaded now; please save once more.',
};
