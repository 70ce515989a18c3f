// Sample work: an opening whose offer was accepted, so that somebody has begun, and one with a letter and an invitation
// that wait for an answer.
import { openingDraft } from '@enishi/shared/openings';
import { termsForm } from '@enishi/shared/terms';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from './actor.js';
import { AppError } from './errors.js';
import type { Wired } from './wire.js';

type Stage = Pick<Wired, 'listings' | 'applications' | 'bus'>;

const contentFor = (today: string) => ({
  shop: openingDraft.parse({
    title: '通販サイトの商品ページを作る仕事（見本）',
    tags: ['e-commerce', 'web-development'],
    skills: [
      { tag: 'e-commerce', level: 'alone' },
      { tag: 'web-development', level: 'with_help', isRequired: false },
    ],
    prefecture: '06',
    work: '通販サイトの商品ページを二十件作ります。写真は用意してあり、説明文の入力と並べ方の調整をお願いします。（見本）',
    hoursFrom: 4,
    hoursTo: 8,
    startsOn: addDays(today, 7),
    endsOn: addDays(today, 63),
    reward: { kind: 'hourly', from: 1500, to: 1800 },
    applyBy: addDays(today, 21),
    equipment: 'パソコンとネットの接続。（見本）',
  }),
  photo: openingDraft.parse({
    title: '商品写真の切り抜きと色合わせの仕事（見本）',
    tags: ['photography', 'e-commerce'],
    skills: [{ tag: 'photography', level: 'with_help' }],
    prefecture: '06',
    work: '撮影済みの商品写真を、背景の切り抜きと色合わせまで仕上げて納めます。一か月に三十枚ほどです。（見本）',
    hoursTo: 6,
    reward: { kind: 'piece', from: 400, to: null },
    applyBy: addDays(today, 28),
  }),
});

/** Further openings, so that the lists and the desk's picture show more than one. */
const moreFor = (today: string) => {
  const opening = (title: string, prefecture: string, skills: object[], work: string, more: object) =>
    openingDraft.parse({
      ...{ title: `${title}（見本）`, prefecture, skills, work: `${work}（見本）` },
      ...{ startsOn: addDays(today, 14), endsOn: addDays(today, 104), applyBy: addDays(today, 24), ...more },
    });
  const skill = (tag: string, level = 'alone', isRequired = true) => ({ tag, level, isRequired });
  return {
    clerk: opening(
      '受注データの入力と問い合わせの返信',
      '33',
      [skill('clerical-remote'), skill('telework', 'with_help', false)],
      '通販の受注データを一日三十件ほど入力し、決まった文面を使って問い合わせに返信します。平日の午前が中心です。',
      { hoursFrom: 5, hoursTo: 10, reward: { kind: 'hourly', from: 1200, to: 1500 } },
    ),
    brand: opening(
      '新しい菓子のパッケージと店頭ポップのデザイン',
      '06',
      [skill('graphic-design', 'advanced'), skill('branding', 'with_help', false)],
      '地元の果物を使った菓子を来春に出します。箱と店頭ポップの案を三つ出し、選んだものを印刷できる形に仕上げてください。',
      { hoursTo: 8, reward: { kind: 'fixed', from: 180_000, to: null } },
    ),
    monitor: opening(
      '工場の設備の稼働を見る画面づくり',
      '06',
      [skill('production-visualization'), skill('iot', 'with_help', false)],
      'センサーの記録をもとに、設備ごとの稼働と停止を一つの画面で見られるようにしたい。月に一度は工場で確かめます。',
      {
        ...{ hoursFrom: 6, hoursTo: 15, place: 'hybrid', municipality: '06202' },
        reward: { kind: 'hourly', from: 2500, to: 3500 },
      },
    ),
    manual: opening(
      '作業手順書のやさしい日本語と英語への書き換え',
      '33',
      [skill('translation', 'advanced'), skill('work-manual', 'with_help', false)],
      '外国から来た社員のための手順書を、やさしい日本語と英語に書き換えます。一冊二十ページほどを五冊お願いします。',
      { hoursTo: 12, reward: { kind: 'piece', from: 30_000, to: null } },
    ),
  };
};

const letter = '似た仕事を三年しています。平日の午前を中心に、無理なく続けられます。（見本）';

const contentOf = (today: string) => ({ ...contentFor(today), ...moreFor(today) });
type Key = keyof ReturnType<typeof contentOf>;

async function publish({ listings }: Stage, key: Key, company: Actor, today: string): Promise<string> {
  const importKey = `sample:opening-${key}`;
  const known = await listings.opening.store.findByImportKey(importKey);
  if (known) return known.id;
  const content = contentOf(today)[key];
  const { id, version } = await listings.opening.create(content, company, { isSample: true, importKey });
  await listings.opening.publish(id, version, company);
  return id;
}

async function profileOf({ listings }: Stage, person: Actor): Promise<string | undefined> {
  const { items } = await listings.expert.store.listOwn(person.id, 5);
  return items.find(({ status }) => status === 'published')?.id;
}

/** Offered in the words of the opening, and accepted. */
async function agree(stage: Stage, openingId: string, company: Actor, person: Actor): Promise<void> {
  const { service, terms } = stage.applications;
  const expertId = await profileOf(stage, person);
  if (!expertId) return;
  const sent = await service.apply(openingId, { key: `sample-${openingId}`, expertId, letter }, person);
  const draft = await terms.draft(sent.id, company);
  const offered = await terms.sendOffer(sent.id, sent.version, termsForm.parse(draft.terms), company);
  await terms.acceptOffer(sent.id, offered.version, 1, person);
}

/** A scene that has been played already, before a crash, is simply not repeated. */
async function once(scene: Promise<unknown>): Promise<void> {
  try {
    await scene;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** @param actors by the key of their sample account */
export async function playOpenings(stage: Stage, actors: ReadonlyMap<string, Actor>, company: Actor, now: Date) {
  const today = dayOf(now);
  const [worker, applicant, invited] = [actors.get('x-web-1'), actors.get('x-photo'), actors.get('x-clerk-1')];
  const { service } = stage.applications;
  const shop = await publish(stage, 'shop', company, today);
  if (worker) await once(agree(stage, shop, company, worker));
  const photo = await publish(stage, 'photo', company, today);
  for (const key of ['manual', 'clerk', 'brand', 'monitor'] as const) await publish(stage, key, company, today);
  const own = applicant && (await profileOf(stage, applicant));
  if (own) await once(service.apply(photo, { key: `sample-${photo}`, expertId: own, letter }, applicant));
  const other = invited && (await profileOf(stage, invited));
  const text = '写真の仕事にもご関心があれば、ぜひお話しできればと思います。（見本）';
  if (other) await once(service.invite(photo, { key: `sample-${photo}-2`, expertId: other, text }, company));
  await stage.bus.settled();
}
