import type { memberships as ja } from '../ja/memberships.js';
import type { Translated } from '../translated.js';

export const memberships: Translated<typeof ja> = {
  title: 'Confirming memberships',
  lead: 'The name of an organisation shows once somebody of it, or a coordinator of the region, has confirmed that you belong there.',
  own: {
    title: 'Your organisation',
    now: 'Now',
    pending: 'Your membership of {{organisation}} is being confirmed',
    pendingHelp:
      'You asked on {{date}}. Until then you go on as “{{now}}”, with everything working as usual. We will tell you.',
    refused: 'Your membership of {{organisation}} could not be confirmed',
    reason: 'Reason: {{reason}}',
    refusedHelp:
      'You can go on as “{{now}}”. Choose another organisation, or talk to somebody there or to a coordinator.',
    invited: 'Coordinators and administrators belong where they were invited to. To change that, ask an administrator.',
    change: 'Choose another organisation',
  },
  ask: {
    label: 'Your organisation',
    help: 'Type a part of its name. Once you ask, your name and e-mail address are shown to its people and to coordinators.',
    example: 'Okitama Electric',
    found: 'Organisations found',
    none: 'Not found. A coordinator can help to enter a new one.',
    loading: 'Searching…',
    title: 'Ask to belong to {{organisation}}?',
    explain: 'Its people and coordinators are shown your name and e-mail address, and asked to confirm you.',
    submit: 'Ask',
    done: 'You have asked to be confirmed',
  },
  requests: {
    title: 'Waiting to be confirmed',
    empty: 'Nobody waits to be confirmed',
    emptyHelp: 'Whoever signs up and names an organisation that you can confirm appears here.',
    more_one: '{{count}} more person waits.',
    more_other: '{{count}} more people wait.',
    asked: 'Since {{date}}',
    confirm: 'Confirm',
    confirmOf: 'Confirm that {{name}} belongs to {{organisation}}',
    confirmed: '{{name}} is confirmed',
    refuse: 'Refuse',
    refuseOf: 'Refuse that {{name}} belongs to {{organisation}}',
    refuseTitle: 'Refuse {{name}}?',
    refuseExplain: 'They are told the reason, and can name another organisation.',
    reason: 'Reason',
    reasonHelp: 'Say it so that they know what to do next.',
    reasonExample: 'You are not on our list. Please sign up with your company address.',
    refused: '{{name}} is refused',
    gone: 'This request waits no longer: somebody else answered it, or it was replaced.',
  },
  note: {
    pending: 'Your membership of {{organisation}} is being confirmed by its people or a coordinator.',
    refused: 'Your membership of {{organisation}} could not be confirmed.',
    waiting_one: '{{count}} person waits to be confirmed.',
    waiting_other: '{{count}} people wait to be confirmed.',
    open: 'Open confirmations',
  },
};
