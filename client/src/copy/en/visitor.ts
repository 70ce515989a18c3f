import type { visitor as ja } from '../ja/visitor.js';
import type { Translated } from '../translated.js';

export const visitor: Translated<typeof ja> = {
  title: 'Linking what companies need with those who can solve it',
  lead: 'Describe one need. Enishi finds fitting research seeds, experts and teleworkers and says why they fit; a coordinator of your region brings both sides together.',
  toSignUp: 'Begin, free of charge',
  toNeeds: 'See needs',
  toSeeds: 'See seeds',
  picture: {
    label: 'From a need being written to an introduction being accepted',
    need: 'A need',
    needText: 'An independent view on the safety of a portable battery',
    needWho: 'Electrical maker, not named',
    reasons: 'Why they fit',
    reason1: 'Same word',
    reason1Text: 'lithium-ion battery',
    reason2: 'Text',
    reason2Text: 'short circuit, safety',
    reason3: 'Region',
    reason3Text: 'next prefecture',
    seed: 'Research seed',
    seedText: 'Testing batteries for short circuits without damage',
    seedWho: 'University of technology',
    expert: 'Expert',
    expertText: 'Safe design of battery packs, 20 years',
    expertWho: '8 hours a week, either',
    teleworker: 'Teleworker',
    teleworkerText: 'Tidying and charting test data',
    teleworkerWho: 'Remote, 15 hours a week',
    coordinator: 'Coordinator',
    coordinatorText: 'checks the candidates and asks both sides',
    connected: 'Both accept',
    connectedText: 'Only now are names shown',
    points: 'points',
  },
  steps: {
    title: 'How it goes',
    one: 'Write as you would say it',
    oneText:
      'Five plain questions, such as “what happens now?” and “what should happen?”. Drafts are saved by themselves.',
    two: 'Candidates with reasons',
    twoText:
      'Technology words, text, way of cooperation, region and timing are compared. You always see why somebody fits.',
    three: 'A person in between',
    threeText:
      'A coordinator of your region checks the candidates and asks both sides. Answers have a date; nobody is left hanging.',
    four: 'Names only after both accept',
    fourText: 'Neither company nor contact is shown before. Who was shown what can be read afterwards.',
  },
  newNeeds: 'New needs',
  newSeeds: 'New seeds',
  allNeeds: 'See all needs',
  allSeeds: 'See all seeds',
  empty: 'Nothing is published yet',
  who: {
    title: 'Who it is for',
    company: 'Companies',
    companyText:
      'Write down once what you do not know whom to ask. It reaches the university nearby and the expert far away.',
    researcher: 'Researchers',
    researcherText:
      'List seeds in the order of your slides. Only companies that fit come to you: few, and worth the talk.',
    expert: 'Experts and teleworkers',
    expertText: 'Say how many hours you have and from where; work that fits comes to you.',
    coordinator: 'Coordinators',
    coordinatorText: 'Today’s tasks, candidates with reasons and answers move on one screen. By invitation.',
  },
};
