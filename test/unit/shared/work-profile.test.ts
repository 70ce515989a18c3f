// Fields of work: what each form refuses, and weeks laid over one another.
import { skillList, speechList } from '@enishi/shared/skills';
import { certificate, completedProfile, portfolioLink, publishedMoveWish } from '@enishi/shared/work-profile';
import { weekGrid } from '@enishi/shared/weekly-hours';

const skill = (tag: string) => ({ tag, level: 'alone', years: null });

test.each([
  ['a skill twice', skillList, [skill('iot'), skill('iot')]],
  [
    'a language twice',
    speechList,
    [
      { language: 'ja', level: 'daily' },
      { language: 'ja', level: 'native' },
    ],
  ],
  ['a cell twice', weekGrid, ['mon-early', 'mon-early']],
  ['a cell that is none', weekGrid, ['mon-noon']],
  ['a certificate without a name', certificate, { name: ' ' }],
  ['a day that is none', certificate, { name: '技術士', validUntil: '2027-02-30' }],
  ['a wish for nowhere', publishedMoveWish, { kind: 'u_turn', prefectures: [], when: 'some_day' }],
  ['a link that runs', portfolioLink, { title: '作品', url: 'javascript:alert(1)' }],
  ['a link that holds a page', portfolioLink, { title: '作品', url: 'data:text/html,x' }],
  ['a link with a quote', portfolioLink, { title: '作品', url: 'https://a.example/"onload' }],
])('%s is refused', (_what, schema, given) => {
  expect(schema.safeParse(given).success).toBe(false);
});

test('a profile of before gets what it lacks and keeps what it has', () => {
  const completed = completedProfile({
    canDo: '設計',
    cells: ['mon-night'],
    certificates: ['技術士', { name: '調理師' }],
  });
  expect(completed).toMatchObject({ canDo: '設計', cells: ['mon-night'], skills: [], minimumReward: null });
  expect(completed.certificates).toEqual([
    { name: '技術士', holder: '', grade: '', validUntil: null },
    { name: '調理師' },
  ]);
});
