// Which screens look again when a case has moved: its page, its need, the board and the queue of its desk.
import type { DomainEvent } from '@enishi/shared/events';
import type { Publisher } from './realtime/sockets.js';

interface Dependencies {
  publisher: () => Publisher;
  findCase: (id: string) => Promise<{ id: string; needId: string | null; prefecture: string } | null>;
}

export const createCaseScreens = ({ publisher, findCase }: Dependencies) => ({
  async caseMoved({ caseId }: DomainEvent<'case.changed'>): Promise<void> {
    const found = await findCase(caseId);
    if (!found) return;
    const subject = { kind: 'case', id: found.id } as const;
    // A case moves away with the prefecture of its need.
    await publisher().recheckWatchers(subject);
    publisher().toWatchers(subject, { topic: 'case', id: found.id });
    if (found.needId) publisher().toWatchers({ kind: 'need', id: found.needId }, { topic: 'need', id: found.needId });
    publisher().toCoordinators(found.prefecture, { topic: 'board' });
    publisher().toCoordinators(found.prefecture, { topic: 'queue' });
  },
});
export type CaseScreens = ReturnType<typeof createCaseScreens>;
