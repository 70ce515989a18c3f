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
  },
  secondFactor: {
    title: 'Second factor',
    explain:
      'Besides your password you sign in with six digits from an app on your telephone. Whoever learns your password still cannot get in.',
    must: 'Coordinators and administrators set this up before anything else. It takes two minutes.',
    setUp: 'Set up the second factor',
    begin: 'Next',
    scan: 'Scan this square code with an authenticator app (Google Authenticator, Microsoft Authenticator and others).',
    square: 'Code for the authenticator app',
    typeIt: 'If it cannot be scanned, type this:',
    first: 'Six digits that the app shows',
    confirm: 'Finish',
    code: 'Code of the app, or a recovery code',
    recovery: 'Recovery codes',
    recoveryHelp:
      'With these you get in when your telephone is lost, once with each. Write them down now and keep them safe: they are not shown again.',
    copy: 'Copy the codes',
    copied: 'Copied',
    kept: 'I have kept them',
    done: 'The second factor is set up',
    isOn_one: 'It is set up. {{count}} recovery code is left.',
    isOn_other: 'It is set up. {{count}} recovery codes are left.',
    renew: 'Make new recovery codes',
    renewHelp: 'The old ones will not work any more.',
    end: 'Switch off the second factor',
    endHelp: 'From then on the password alone is enough to sign in.',
    ended: 'The second factor is switched off',
  },
  ownData: {
    title: 'Your data, and leaving',
    explain:
      'You can take along everything that is kept about you. When you leave, your name, address and profile are erased.',
    export: 'Get your data',
    exportHelp: 'What you wrote and what is recorded about you, in one file (JSON).',
    exported: 'The file is saved',
    erase: 'Leave and be erased',
    eraseHelp:
      'This cannot be undone. Drafts and profile go, what is published is closed. What you did together with others stays in their history without your name. Terms in writing that the law says must be kept, are kept.',
  },
  stale: 'This was changed on another screen first. The latest is loaded now; please save once more.',
};
