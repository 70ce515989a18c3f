import type { workDesk as ja } from '../ja/work-desk.js';
import type { Translated } from '../translated.js';

export const workDesk: Translated<typeof ja> = {
  title: 'Skills that are missing, hours that are free',
  description:
    'Hours that openings ask for beside hours that people have, skill by skill. Courses and training are planned by it.',
  prefecture: 'Prefecture',
  allPrefectures: 'All of the centre',
  withNeighbours: 'With neighbouring prefectures',
  download: 'Save as CSV',
  counted: '{{places}}: {{openings}} openings, {{people}} people who take work.',
  unsaid_one: '{{count}} of them tells no hours and counts as none.',
  unsaid_other: '{{count}} of them tell no hours and count as none.',
  says: 'Most missing: {{skills}}.',
  saysNone: 'The hours asked for are met by the free hours of people here.',
  note: 'Hours are by the week. The hours of an opening or a person count for each skill they name; people with a more special skill count too.',
  hours: '{{hours}} h',
  chart: {
    met: 'Hours wanted, met',
    missing: 'Hours wanted, missing',
    free: 'Hours free',
    learning: 'Hours of learners',
  },
  table: {
    title: 'Openings and people by skill',
    skill: 'Skill',
    openings: 'Openings',
    wanted: 'Hours wanted',
    people: 'People',
    free: 'Hours free',
    learning: 'Learners',
    missing: 'Hours missing',
    learners_one: '{{count}}, {{hours}} h',
    learners_other: '{{count}}, {{hours}} h',
  },
  empty: 'No openings and no profiles yet',
  emptyHelp: 'They appear here once an opening, or the profile of a teleworker or expert, is published.',
};
