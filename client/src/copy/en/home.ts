import type { home as ja } from '../ja/home.js';
import type { Translated } from '../translated.js';

export const home: Translated<typeof ja> = {
  title: 'Home',
  greeting: '{{name}}',
  company: {
    lead: 'Describe a need; seeds and experts that fit are found for you, with reasons.',
    new: 'Describe a need',
    mine: 'My needs',
    empty: 'No needs yet',
    emptyHelp: 'Five questions are enough to begin. You can publish without your name.',
    candidates: 'See candidates',
    count_one: '{{count}} candidate',
    count_other: '{{count}} candidates',
  },
  researcher: {
    lead: 'List your seeds, and needs of companies that fit come to you.',
    new: 'Describe a seed',
    mine: 'My seeds',
    empty: 'No seeds yet',
    emptyHelp: 'If you have slides of a technology presentation, you can copy them in order.',
    candidates: 'See needs that fit',
  },
  expert: {
    lead: 'Say what you can do, and needs that fit come to you.',
    new: 'Write profile',
    mine: 'My profile',
    empty: 'No profile yet',
    emptyHelp: 'What you can do is compared with the needs of companies. Your name stays closed until you accept.',
    candidates: 'See needs that fit',
  },
  matching: 'Looking for matches…',
  fitting_one: '{{count}} need fits',
  fitting_other: '{{count}} needs fit',
  resume: 'Go on writing',
  edit: 'Edit',
  introductions: 'Introductions',
  introductionsHelp: 'Introductions that wait for an answer, and those that are connected.',
  toIntroductions: 'See introductions',
  newest: 'New needs',
  newestSeeds: 'New seeds',
  all: 'See all',
};
