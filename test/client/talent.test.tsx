// The coordinator's page of people who would move in: filters for both columns, and from a person to the work.
import { screen, waitFor, within } from '@testing-library/react';
import { expertContracts } from '@enishi/shared/experts';
import { createIntroduction } from '@enishi/shared/introductions';
import { needContracts } from '@enishi/shared/needs';
import { openingContracts } from '@enishi/shared/openings';
import type { OpeningCard } from '@enishi/shared/openings';
import { inviteToOpening } from '@enishi/shared/applications';
import { listTalent } from '@enishi/shared/talent';
import { addMonths, dayOf } from '@enishi/shared/tokyo-calendar';
import { FakeFailure } from '../support/fake-api.js';
import { aNeedCard, aProfile, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const person = aProfile({
  ...{ id: idOf(500), isMine: false, title: '印刷物のデザイン', tags: ['graphic-design'], cooperation: ['telework'] },
});
const need = aNeedCard({
  ...{ id: idOf(501), title: '商品の箱を新しくしたい', tags: ['graphic-design'], cooperation: ['telework'] },
});
const { organisation: _, industry: _industry, timeframe: _timeframe, ...plain } = aNeedCard();
const opening: OpeningCard = {
  ...{ ...plain, id: idOf(502), code: 'W-0001', title: 'ちらしの版下', organisation: null, skills: [], speech: [] },
  ...{ hoursFrom: null, hoursTo: 8, startsOn: null, endsOn: null, place: 'remote', municipality: null },
  ...{ reward: { kind: 'hourly', from: 1500, to: null }, people: 1, applyBy: '2027-01-31' },
};

const one = <Item,>(item: Item) => ({ items: [item], total: 1, nextCursor: null });

const createTalentServer = () => {
  const server = createServer(aCoordinator({ servedPrefectures: ['06'] }));
  const asked: Record<string, unknown>[] = [];
  const { details: _details, contact: _contact, ...card } = person;
  server.on(listTalent, ({ query }) => {
    asked.push({ who: 'people', ...query });
    return one({ card, moveWish: { kind: 'u_turn', prefectures: ['06'], when: 'within_1_year' } });
  });
  server.on(openingContracts.list, ({ query }) => {
    asked.push({ who: 'openings', ...query });
    return one(opening);
  });
  server.on(needContracts.list, ({ query }) => {
    asked.push({ who: 'needs', ...query });
    return one(need);
  });
  server.on(expertContracts.get, () => person);
  return { server, asked };
};

test('one set of filters is asked of people and of companies', async () => {
  const { server, asked } = createTalentServer();
  const page = await openPage('/talent?tags=graphic-design');
  const people = within(await screen.findByRole('region', { name: '移りたい人' }));
  await people.findByRole('link', { name: '印刷物のデザイン' });
  expect(people.getByText('山形県へ')).toBeTruthy();
  expect(asked.find(({ who }) => who === 'openings')).toMatchObject({ prefecture: ['06'], tags: ['graphic-design'] });
  expect(asked.find(({ who }) => who === 'needs')).toMatchObject({
    ...{ prefecture: ['06'], tags: ['graphic-design'], cooperation: ['telework', 'expert_dispatch'] },
  });
  asked.length = 0;
  await page.user.selectOptions(screen.getByLabelText(/^時期/), '1年以内');
  await waitFor(() => expect(asked.map(({ who }) => who).sort()).toEqual(['openings', 'people']));
  expect(asked.find(({ who }) => who === 'people')).toMatchObject({ when: 'within_1_year' });
  expect(asked.find(({ who }) => who === 'openings')).toMatchObject({ startsBy: addMonths(dayOf(new Date()), 12) });
  await page.user.click(screen.getByRole('button', { name: '条件をすべて外す' }));
  expect(window.location.search).toBe('');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a chosen person is invited to an opening and proposed to a need', async () => {
  const { server } = createTalentServer();
  const sent: unknown[] = [];
  server.on(inviteToOpening, ({ params, body }) => {
    sent.push({ invited: body.expertId, to: params.id });
    throw new FakeFailure('already_exists');
  });
  server.on(createIntroduction, ({ body }) => {
    sent.push({ proposed: body.itemId, to: body.needId });
    throw new FakeFailure('already_exists');
  });
  const page = await openPage('/talent');
  const places = within(await screen.findByRole('region', { name: '企業の希望' }));
  await places.findByRole('link', { name: 'ちらしの版下' });
  expect(places.queryByRole('button')).toBeNull();
  await page.user.click(await screen.findByRole('button', { name: 'この人に仕事を探す' }));
  expect(await screen.findByText('「印刷物のデザイン」に紹介する仕事を選んでください。')).toBeTruthy();
  expect(new URLSearchParams(window.location.search).get('person')).toBe(person.id);
  const card = (title: string) => within(places.getByRole('link', { name: title }).closest('article') as HTMLElement);
  await page.user.click(await card('ちらしの版下').findByRole('button'));
  const invite = within(await screen.findByRole('dialog'));
  await page.user.click(invite.getAllByRole('button').at(-1) as HTMLElement);
  await waitFor(() => expect(sent).toEqual([{ invited: person.id, to: opening.id }]));
  await page.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await page.user.click(card('商品の箱を新しくしたい').getByRole('button', { name: '打診する' }));
  await page.user.click(await screen.findByRole('button', { name: '打診を送る' }));
  await waitFor(() => expect(sent.at(-1)).toEqual({ proposed: person.id, to: need.id }));
  page.close();
});
