// What is written on a case by hand: calls, visits, notes, and next actions. Each has a version of its own, so that two
// coordinators can write at the same time.
import type { BodyOf } from '@enishi/shared/contract';
import type { addAction, addEntry, updateAction, updateEntry } from '@enishi/shared/case-contracts';
import type { Actor } from '../../actor.js';
import { forbidden, notFound, notPossibleNow } from '../../errors.js';
import { outdated, type CaseCommands } from './case-commands.js';
import { presentEntry } from './case-timeline.js';
import {
  actionAdded,
  actionChanged,
  entryAdded,
  entryChanged,
  requireAction,
  requireEntry,
} from './case-transitions.js';
import type { Action } from './case.js';
import { canChangeEntry } from './cases-policy.js';
import { presentAction, type CasePresenter } from './cases-present.js';

interface Dependencies {
  present: Pick<CasePresenter, 'namesOf'>;
  commands: CaseCommands;
  now: () => Date;
}

export function createCaseRecords({ present, commands, now }: Dependencies) {
  const { requireDesk, requireColleague, command } = commands;

  const showAction = async (action: Action) =>
    presentAction(action, await present.namesOf([action.ownerId, action.doneBy].flatMap((id) => id ?? [])));

  return {
    async addEntry(id: string, { at: given, ...entry }: BodyOf<typeof addEntry>, actor: Actor) {
      const at = now();
      const happened = given ? new Date(given) : at;
      const after = await command(id, actor, (current) =>
        entryAdded(current, { ...entry, at: happened, by: actor.id }, at),
      );
      return presentEntry(requireEntry(after, entry.id), actor, await present.namesOf([actor.id]));
    },

    async updateEntry(
      id: string,
      entryId: string,
      { version, at: given, ...set }: BodyOf<typeof updateEntry>,
      actor: Actor,
    ) {
      const at = now();
      const after = await command(id, actor, (current) => {
        const entry = requireEntry(current, entryId);
        if (!canChangeEntry(actor, entry)) throw forbidden();
        if (entry.version !== version)
          throw outdated(entry.version, [
            { version: entry.version, by: entry.editedBy, at: entry.editedAt ?? at, fields: ['text'] },
          ]);
        return entryChanged(current, entryId, actor.id, at, { ...set, ...(given && { at: new Date(given) }) });
      });
      return presentEntry(requireEntry(after, entryId), actor, await present.namesOf([actor.id]));
    },

    async removeEntry(id: string, entryId: string, actor: Actor) {
      const at = now();
      const after = await command(id, actor, (current) => {
        const entry = current.entries.find((known) => known.id === entryId);
        if (!entry) throw notFound();
        if (entry.by !== actor.id) throw forbidden();
        if (entry.isRemoved) return current;
        return entryChanged(current, entryId, actor.id, at, { isRemoved: true, text: '' });
      });
      const entry = after.entries.find((known) => known.id === entryId);
      if (!entry) throw notFound();
      return presentEntry(entry, actor, await present.namesOf([entry.by]));
    },

    async addAction(id: string, { key, ...action }: BodyOf<typeof addAction>, actor: Actor) {
      await requireColleague(await requireDesk(id, actor), action.ownerId, 'ownerId');
      const at = now();
      const after = await command(id, actor, (current) =>
        actionAdded(current, { ...action, id: key, createdBy: actor.id }, at),
      );
      return showAction(requireAction(after, key));
    },

    async updateAction(
      id: string,
      actionId: string,
      { version, isDone, ...words }: BodyOf<typeof updateAction>,
      actor: Actor,
    ) {
      await requireColleague(await requireDesk(id, actor), words.ownerId, 'ownerId');
      const at = now();
      const after = await command(id, actor, (current) => {
        const action = requireAction(current, actionId);
        const isSame = Object.keys(words).length === 0 && isDone === (action.doneAt !== null);
        if (isSame) return current;
        if (action.version !== version)
          throw outdated(action.version, [{ version: 0, by: action.doneBy, at, fields: ['action'] }]);
        if (action.source !== 'own' && Object.keys(words).length > 0) throw notPossibleNow();
        const done = isDone ? { doneAt: at, doneBy: actor.id } : { doneAt: null, doneBy: null };
        return actionChanged(current, actionId, at, { ...words, ...(isDone !== undefined && done) });
      });
      const changed = requireAction(after, actionId);
      return presentAction(
        changed,
        await present.namesOf([changed.ownerId, changed.doneBy].flatMap((one) => one ?? [])),
      );
    },
  };
}
export type CaseRecords = ReturnType<typeof createCaseRecords>;
