// A few cases played with the samples: an inquiry nobody answered yet, a call that was followed up, an idea, one that ended.
// Each has a key of its own, so that loading begun again after a crash makes none twice.
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from './actor.js';
import type { Wired } from './wire.js';

type Stage = Pick<Wired, 'cases' | 'bus'>;

const day = 86_400_000;
/** The same for the same scene, in the form of an id. */
const keyOf = (scene: number): string => scene.toString(16).padStart(24, '5');

async function playInquiry({ cases }: Stage, prefecture: string, serial: number): Promise<void> {
  await cases.service.createInquiry({
    key: keyOf(0x100 + serial),
    title: '木製の折りたたみ椅子の強度試験',
    text: '直売所で売る木製の折りたたみ椅子を作っています。人が座っても壊れないことを、数字で示せるところを探しています。（見本）',
    prefecture,
    name: '松田（見本）',
    organisation: '松田木工所（見本）',
    phone: '0120-000-000',
    email: '',
    language: 'ja',
    website: '',
  });
}

async function playCall({ cases }: Stage, coordinator: Actor, second: Actor | undefined, today: Date): Promise<void> {
  const made = await cases.service.create(
    {
      key: keyOf(1),
      title: 'めっき液を再利用できる先を知りたい',
      text: '使い終えた無電解めっき液の処分費が重い。薬品の会社か大学で、再利用に詳しい人はいないか。（見本）',
      contact: { name: '北川（見本）', organisation: '北川表面処理（見本）', phone: '0120-000-000', email: '' },
      isMine: true,
    },
    coordinator,
  );
  if (made.stage !== 'received') return;
  await cases.records.addEntry(
    made.id,
    { id: keyOf(2), kind: 'call', text: '月に200リットル。成分表はいつでも出せるとのこと。来週、工場を見せてもらう。' },
    coordinator,
  );
  const dueOn = dayOf(new Date(today.getTime() + 2 * day));
  await cases.records.addAction(
    made.id,
    { key: keyOf(3), text: '北川表面処理に成分表をもらう', ownerId: coordinator.id, dueOn },
    coordinator,
  );
  const led = second
    ? await cases.service.setPeople(made.id, { version: made.version, secondId: second.id }, coordinator)
    : made;
  await cases.service.move(made.id, { version: led.version, to: 'hearing', reason: null, text: '' }, coordinator);
}

async function playIdea({ cases }: Stage, coordinator: Actor): Promise<void> {
  const made = await cases.service.createIdea(
    {
      key: keyOf(4),
      title: '木質ペレットの灰を、陶土の釉薬に使えないか',
      text: '灰の処分に困る温浴施設と、土地の色を出したい窯元を引き合わせたい。（見本）',
      refs: [],
    },
    coordinator,
  );
  if (made.stage === 'received')
    await cases.service.move(made.id, { version: made.version, to: 'search', reason: null, text: '' }, coordinator);
}

async function playEnd({ cases }: Stage, coordinator: Actor): Promise<void> {
  const made = await cases.service.create(
    {
      key: keyOf(5),
      title: '古い金型の修理先',
      text: '',
      contact: { name: '', organisation: '谷口成形（見本）', phone: '', email: '' },
      isMine: true,
    },
    coordinator,
  );
  if (made.stage === 'ended') return;
  await cases.records.addEntry(
    made.id,
    { id: keyOf(6), kind: 'call', text: '隣の町の工場で直せることになったとのこと。' },
    coordinator,
  );
  await cases.service.move(
    made.id,
    { version: made.version, to: 'ended', reason: 'solved_itself', text: '隣の町の工場で直せた。' },
    coordinator,
  );
}

export async function playCaseSamples(wired: Stage, actors: Iterable<Actor>, today: Date): Promise<void> {
  const coordinators = [...actors].filter((actor) => actor.roles.includes('coordinator'));
  const places = [...new Set(coordinators.flatMap(({ servedPrefectures }) => servedPrefectures))];
  for (const [serial, place] of places.entries()) {
    const [first, second] = coordinators.filter(({ servedPrefectures }) => servedPrefectures.includes(place));
    if (!first) continue;
    await playInquiry(wired, place, serial);
    await playCall(wired, first, second, today);
    await playIdea(wired, first);
    await playEnd(wired, first);
  }
  await wired.bus.settled();
}
