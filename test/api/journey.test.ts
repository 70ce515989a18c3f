// The main job through the doors that people use: from a posted need to open names.
import { answerIntroduction, getIntroduction } from '@enishi/shared/introductions';
import { listNeedMatches, listSeedMatches } from '@enishi/shared/matches';
import { needContracts, type NeedView } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { getNeedCase, getQueue } from '@enishi/shared/workbench';
import { startTestApp, type TestApp } from '../support/app';
import { meetingOfTwo, propose } from '../support/journey';

describe('from a need to open names', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('finds the professor, tells both, and opens names when both accept', async () => {
    const { company, researcher, coordinator, seed, need } = await meetingOfTwo(app, {
      need: { disclosure: { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } },
    });

    const { items, isComplete } = await company.client.call(listNeedMatches, { params: { id: need.id } });
    expect(isComplete).toBe(true);
    expect(items[0]?.candidate.card.id).toBe(seed.id);
    expect(items[0]?.evidence.quotes.length).toBeGreaterThan(0);

    const told = await researcher.client.call(listNotifications);
    expect(told.items.map((notice) => notice.kind)).toEqual(['match_found']);
    expect(told.items[0]?.subject.title).toBe(need.title);

    const { items: queue } = await coordinator.client.call(getQueue);
    expect(queue.map((item) => [item.kind, item.needId])).toContainEqual(['new_need', need.id]);

    const proposed = await propose(coordinator.client, need.id, seed.id);
    await app.settled();
    expect((await researcher.client.call(listNotifications)).items[0]?.kind).toBe('introduction_proposed');

    const seen = (await researcher.client.call(needContracts.get, { params: { id: need.id } })) as NeedView;
    expect(seen.organisation).toBeNull();

    const half = await researcher.client.call(answerIntroduction, {
      params: { id: proposed.id },
      body: { answer: 'accept', version: proposed.version },
    });
    expect(half.opened).toBeNull();
    const whole = await company.client.call(answerIntroduction, {
      params: { id: proposed.id },
      body: { answer: 'accept', version: half.version },
    });
    expect(whole.state).toBe('connected');
    expect(whole.opened?.item.contact.email).toBe(researcher.user.email);
    const other = await researcher.client.call(getIntroduction, { params: { id: proposed.id } });
    expect(other.opened?.need.contact.email).toBe(company.user.email);

    await app.settled();
    const file = await coordinator.client.call(getNeedCase, { params: { id: need.id } });
    expect(file.stage).toBe('meeting');
    expect(
      file.timeline.filter(({ kind }) => !['moved', 'disclosed'].includes(kind)).map((entry) => entry.kind),
    ).toEqual(['published', 'proposed', 'accepted', 'accepted', 'connected']);

    const ledger = await company.client.call(needContracts.ledger, { params: { id: need.id } });
    const shown = ledger.items.filter((entry) => entry.viewer.id === researcher.user.id).map((entry) => entry.group);
    expect(shown).toEqual(expect.arrayContaining(['organisation', 'contact']));

    const file2 = (await company.client.call(listNeedMatches, { params: { id: need.id } })).items[0];
    expect(file2?.state).toBe('connected');
    expect((await researcher.client.call(listSeedMatches, { params: { id: seed.id } })).items[0]?.need.id).toBe(
      need.id,
    );
  });
});
