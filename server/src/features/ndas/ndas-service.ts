// Confidentiality agreements. What they open is decided wherever a listing is shown, from who is bound to whom today;
// recording one is followed by its case moving on, which can be repeated.
import type { NdaForm, NdaView } from '@enishi/shared/ndas';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import type { Nda, NdasStore } from './ndas-store.js';

/** An introduction as far as an agreement between its sides goes. */
export interface NdaPair {
  needId: string;
  isConnected: boolean;
  /** Of need and item; those who own them now. */
  organisationIds: readonly [string, string];
  standing: 'desk' | 'party';
}

interface Dependencies {
  store: NdasStore;
  now: () => Date;
  /** Null for whoever must not learn of the introduction. */
  findPair: (introductionId: string, actor: Actor) => Promise<NdaPair | null>;
  /** Name of a file that both sides of the introduction see; null for any other. */
  findFile: (fileId: string, introductionId: string) => Promise<string | null>;
  organisationsByIds: (ids: readonly string[]) => Promise<{ id: string; name: string }[]>;
  namesOf: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  /** Moves the case of the need on to where an agreement is signed. */
  advance: (needId: string, actorId: string, because: string) => Promise<void>;
}

const sweepSize = 100;

export function createNdasService(dependencies: Dependencies) {
  const { store, now, findPair } = dependencies;

  const requirePair = async (introductionId: string, actor: Actor) => {
    const pair = await findPair(introductionId, actor);
    if (!pair) throw notFound();
    return pair;
  };

  const settle = async ({ id, needId, recordedById }: Nda) => {
    await dependencies.advance(needId, recordedById, `nda:${id}`);
    await store.markSettled(id);
  };

  /** Seen from one introduction: the paper of another one stays there. */
  const present = async (ndas: readonly Nda[], from: string): Promise<NdaView[]> => {
    const today = dayOf(now());
    const [organisations, people] = await Promise.all([
      dependencies.organisationsByIds(ndas.flatMap((nda) => nda.organisationIds)),
      dependencies.namesOf(ndas.map((nda) => nda.recordedById)),
    ]);
    return Promise.all(
      ndas.map(async (nda) => {
        const { id, signedOn, validUntil, fileId, introductionId, withdrawnAt } = nda;
        const isHere = introductionId === from;
        const name = isHere && fileId ? await dependencies.findFile(fileId, introductionId) : null;
        return {
          id,
          signedOn,
          validUntil,
          isValid: nda.isCurrent && signedOn <= today && (validUntil === null || validUntil >= today),
          organisations: nda.organisationIds.map((one) => ({
            id: one,
            name: organisations.find((organisation) => organisation.id === one)?.name ?? '',
          })),
          file: fileId && name ? { id: fileId, name } : null,
          recordedBy: people.get(nda.recordedById)?.displayName ?? null,
          recordedAt: nda.recordedAt.toISOString(),
          withdrawnAt: withdrawnAt?.toISOString() ?? null,
        };
      }),
    );
  };
  const presentOne = async (nda: Nda): Promise<NdaView> => {
    const [view] = await present([nda], nda.introductionId);
    if (!view) throw new Error('an agreement was not presented');
    return view;
  };

  const canRecord = ({ standing, isConnected, organisationIds: [need, item] }: NdaPair) =>
    standing === 'desk' && isConnected && need !== item;

  return {
    async list(introductionId: string, actor: Actor) {
      const pair = await requirePair(introductionId, actor);
      // Before both have accepted, an agreement would tell each side who the other is.
      const isOpen = pair.isConnected || pair.standing === 'desk';
      const found = isOpen ? await store.listBetween(pair.organisationIds) : [];
      return { items: await present(found, introductionId), abilities: { canRecord: canRecord(pair) } };
    },

    async record(introductionId: string, form: NdaForm, actor: Actor): Promise<NdaView> {
      const pair = await requirePair(introductionId, actor);
      if (pair.standing !== 'desk') throw notFound();
      if (!canRecord(pair)) throw notPossibleNow();
      if (form.signedOn > dayOf(now())) throw invalidField('signedOn', 'too_big');
      if (form.fileId && (await dependencies.findFile(form.fileId, introductionId)) === null)
        throw invalidField('fileId', 'not_a_choice');
      const created = await store.create({
        ...form,
        introductionId,
        needId: pair.needId,
        organisationIds: [...pair.organisationIds].sort(),
        recordedById: actor.id,
        recordedAt: now(),
        withdrawnAt: null,
        isCurrent: true,
        isSettled: false,
      });
      const nda = created ?? (await store.findRecorded(introductionId, form.signedOn));
      if (!nda) throw notPossibleNow();
      await settle(nda);
      return presentOne(nda);
    },

    async withdraw(id: string, actor: Actor): Promise<NdaView> {
      const nda = await store.find(id);
      const pair = nda && (await findPair(nda.introductionId, actor));
      if (!nda || pair?.standing !== 'desk') throw notFound();
      return presentOne((await store.withdraw(id, now())) ?? nda);
    },

    /** Moves on the cases that a crash kept back. @returns how many */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const nda of unsettled) await settle(nda);
      return unsettled.length;
    },
  };
}
export type NdasService = ReturnType<typeof createNdasService>;
