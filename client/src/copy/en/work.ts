import type { work as ja } from '../ja/work.js';
import type { Translated } from '../translated.js';

export const work: Translated<typeof ja> = {
  tabs: {
    label: 'Pages of work',
    desk: 'Skills and hours',
    openings: 'Openings',
    dispatches: 'Expert dispatch',
    applications: 'Applications',
    assignments: 'Under way',
    boards: 'Themed boards',
    talent: 'Moving in',
  },
  start: {
    title: 'Work',
    lead: {
      company: 'Offer work, and we look for people whose hours and skills fit, wherever they live.',
      worker: 'Apply to work that fits your hours and skills.',
      coordinator: 'Work of companies in your region, and people who do it from anywhere.',
    },
    new: 'Offer work',
    mine: 'Your openings',
    mineEmpty: 'You have no opening yet',
    mineEmptyHelp: 'Even a few hours a week will do. You can publish it without your name.',
    resume: 'Continue',
    edit: 'Edit',
    newest: 'New openings',
    newestEmpty: 'No opening is published just now.',
    all: 'See all',
  },
};
