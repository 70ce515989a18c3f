// The spreadsheet, read back by an independent reader.
import readXlsxFile from 'read-excel-file/node';
import type { Actor } from '../../../server/src/actor';
import { createFiguresService } from '../../../server/src/features/figures/figures-service';
import { outcomeWords } from '../../../server/src/features/outcomes/outcomes-words';

const coordinator: Actor = {
  id: 'a'.repeat(24),
  displayName: '佐藤',
  roles: ['coordinator'],
  organisationId: 'b'.repeat(24),
  keepsOrganisation: true,
  prefecture: '06',
  servedPrefectures: ['06'],
  language: 'ja',
};

const at = (day: string) => new Date(`${day}T10:00:00+09:00`);
const formula = '=HYPERLINK("https://evil.example","鈴木")';

const service = createFiguresService({
  now: () => at('2026-11-20'),
  answerDueAt: (moment) => moment,
  allPrefectures: ['05', '06'],
  gather: (places) =>
    Promise.resolve({
      cases: [
        {
          id: '1',
          route: 'inquiry',
          createdAt: at('2026-05-01'),
          answeredAt: at('2026-05-02'),
          lead: { id: 'x', name: formula },
          moves: [{ from: 'received', to: 'hearing', at: at('2026-05-05') }],
        },
        ...places.slice(1).map((place) => ({
          id: place,
          route: 'idea' as const,
          createdAt: at('2026-06-01'),
          answeredAt: null,
          lead: null,
          moves: [],
        })),
      ],
      proposals: [{ createdAt: at('2026-06-01'), isAccepted: true, hasMet: false, isCarried: false }],
      outcomes: [
        { kind: 'sales', certainty: 'confirmed', count: 1, yen: 12_345_678 },
        { kind: 'jobs', certainty: 'reported', count: 3, yen: null },
      ],
    }),
  words: { outcome: outcomeWords.ja.kind, prefecture: (code) => `県${code}`, day: (moment) => moment.slice(0, 10) },
});

const read = async (actor: Actor = coordinator) => {
  const { open, size, name, media } = await service.download({ fiscalYear: 2026 }, actor);
  const chunks: Buffer[] = [];
  for await (const chunk of await open()) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect(bytes.length).toBe(size);
  const sheets = await readXlsxFile(bytes);
  return { name, media, rows: new Map(sheets.map(({ sheet, data }) => [sheet, data])) };
};

it('has Japanese sheets, numbers that are numbers, and money that adds up', async () => {
  const { rows, name, media } = await read();
  expect(name).toBe('実績_2026年度.xlsx');
  expect(media).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  expect([...rows.keys()]).toEqual(['概要', '案件', '段階の日数', '打診', '成果', '担当']);
  expect(rows.get('成果')).toEqual([
    ['種類', '数', '金額', 'うち確定', 'うち見込み', 'うち回答（未確認）'],
    ['売上', 1, 12_345_678, 12_345_678, 0, 0],
    ['雇用', 3, 0, 0, 0, 0],
  ]);
  expect(rows.get('段階の日数')?.[1]).toEqual(['受付', 1, 4]);
  expect(rows.get('打診')?.[2]).toEqual(['双方が承諾', 1, 1]);
  expect(rows.get('概要')?.[1]).toEqual(['年度', 2026]);
});

it('never lets a name run as a formula', async () => {
  const { rows } = await read();
  expect(rows.get('担当')?.[1]).toEqual([`'${formula}`, 1, 1, 0]);
});

it('shows an administrator every prefecture, and a coordinator no foreign one', async () => {
  const admin: Actor = { ...coordinator, roles: ['admin'], servedPrefectures: [] };
  expect((await read(admin)).rows.get('概要')?.[3]).toEqual(['対象の都道府県', '県05、県06']);
  await expect(service.get({ fiscalYear: 2026, prefecture: '05' }, coordinator)).rejects.toMatchObject({
    code: 'not_found',
  });
});
