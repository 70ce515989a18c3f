// What a case itself tells on its timeline, and how all sources are put together, filtered and searched.
import { groupOfKind, makeTimelineEntry, type TimelineEntry, type TimelineGroup } from '@enishi/shared/cases';
import type { Actor } from '../../actor.js';
import type { TimelineSource } from '../../timeline.js';
import type { Case, Entry } from './case.js';
import { canChangeEntry } from './cases-policy.js';

type Names = ReadonlyMap<string, { displayName: string }>;

const nameIn = (names: Names, id: string | null): string | null => (id && names.get(id)?.displayName) ?? null;

export const presentEntry = (entry: Entry, actor: Actor, names: Names): TimelineEntry =>
  makeTimelineEntry({
    key: `entry:${entry.id}`,
    kind: entry.kind,
    at: entry.at.toISOString(),
    by: nameIn(names, entry.by),
    text: entry.text,
    entry: {
      id: entry.id,
      version: entry.version,
      canChange: canChangeEntry(actor, entry),
      editedAt: entry.editedAt?.toISOString() ?? null,
      editedBy: nameIn(names, entry.editedBy),
      isRemoved: entry.isRemoved,
    },
  });

function ownEntries(found: Case, actor: Actor, names: Names): TimelineEntry[] {
  const { id } = found;
  const opened = makeTimelineEntry({
    key: `opened:${id}`,
    kind: 'opened',
    at: found.createdAt.toISOString(),
    by: nameIn(names, found.createdBy),
    about: found.code,
    text: found.text,
  });
  return [
    // The case of a need begins with its publication.
    ...(found.route === 'need' ? [] : [opened]),
    ...found.moves.map((move, index) =>
      makeTimelineEntry({
        key: `moved:${id}:${index}`,
        kind: 'moved',
        at: move.at.toISOString(),
        // What it followed from names whoever may be named already; here a side would be named before both have accepted.
        by: move.because === null ? nameIn(names, move.by) : null,
        from: move.from,
        to: move.to,
        endReason: move.reason,
        text: move.text,
        isAutomatic: move.because !== null,
      }),
    ),
    ...found.assignments.map(({ role, userId, by, at }, index) =>
      makeTimelineEntry({
        key: `assigned:${id}:${index}`,
        kind: role === 'lead' ? 'took_lead' : 'took_second',
        at: at.toISOString(),
        by: nameIn(names, by),
        about: nameIn(names, userId),
      }),
    ),
    ...found.entries.map((entry) => presentEntry(entry, actor, names)),
    ...found.actions.flatMap((action) =>
      action.doneAt
        ? [
            makeTimelineEntry({
              key: `action:${action.id}`,
              kind: 'action_done',
              at: action.doneAt.toISOString(),
              by: nameIn(names, action.doneBy),
              about: action.text,
            }),
          ]
        : [],
    ),
  ];
}

const peopleIn = (found: Case): string[] =>
  [
    found.createdBy,
    ...found.moves.map(({ by }) => by),
    ...found.assignments.flatMap(({ userId, by }) => [userId, by]),
    ...found.entries.flatMap(({ by, editedBy }) => [by, editedBy]),
    ...found.actions.map(({ doneBy }) => doneBy),
  ].flatMap((id) => id ?? []);

interface Dependencies {
  namesOf: (ids: readonly string[]) => Promise<Names>;
  /** Cases that became part of this one; what happened in them is told here. */
  listMerged: (id: string) => Promise<Case[]>;
  sources: () => readonly TimelineSource[];
}

export function createCaseTimeline({ namesOf, listMerged, sources }: Dependencies) {
  const all = async (found: Case, actor: Actor): Promise<TimelineEntry[]> => {
    const merged = await listMerged(found.id);
    const told = [found, ...merged];
    const [names, ...others] = await Promise.all([
      namesOf(told.flatMap(peopleIn)),
      ...told.flatMap((one) => sources().map((source) => source(one, actor))),
    ]);
    // What a case follows comes before what follows from it, also within one millisecond.
    const entries = [...others.flat(), ...told.flatMap((one) => ownEntries(one, actor, names))];
    return entries.sort((one, other) => one.at.localeCompare(other.at));
  };
  return {
    all,
    async read(found: Case, actor: Actor, { groups, q }: { groups?: readonly TimelineGroup[]; q?: string }) {
      const entries = await all(found, actor);
      const wanted = q?.toLowerCase();
      const items = entries.filter(
        (entry) =>
          (!groups?.length || groups.includes(groupOfKind(entry.kind))) &&
          (!wanted || [entry.text, entry.about, entry.by].some((text) => text?.toLowerCase().includes(wanted))),
      );
      return { items, total: entries.length };
    },
  };
}
export type CaseTimeline = ReturnType<typeof createCaseTimeline>;
