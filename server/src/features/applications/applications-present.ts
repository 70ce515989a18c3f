// How an application looks to a side or a coordinator. Each sees of the other what they may see as somebody who is asked
// to answer; names and contact are open to both once an offer was accepted.
import type { ApplicationCard, ApplicationView, TermsVersion } from '@enishi/shared/applications';
import type { Standing } from '@enishi/shared/disclosure';
import type { ExpertCard } from '@enishi/shared/experts';
import type { OpeningCard } from '@enishi/shared/openings';
import type { Actor } from '../../actor.js';
import { canSee } from '../../listings/listing-policy.js';
import type { Listing } from '../../listings/listing.js';
import type { Opening, Profile } from './applications-core.js';
import { agreedTerms, applicationAbilities, sideOf, turnOf, type ApplicationFacts } from './applications-policy.js';
import type { Application, StoredTerms } from './applications-store.js';
import type { PrintedTerms } from './terms-pdf.js';

type Opened = NonNullable<ApplicationView['opened']>['need'];

interface Dependencies {
  listByIds: (kind: 'opening' | 'expert', ids: readonly string[]) => Promise<Listing[]>;
  /** Cards by id; `forced` is the standing of somebody who is asked to answer. */
  cards: (
    kind: 'opening' | 'expert',
    listings: readonly Listing[],
    actor: Actor,
    forced?: Standing,
  ) => Promise<Map<string, unknown>>;
  /** Name, organisation and contact of a listing's owner, noted in the ledger as shown to the actor. */
  open: (listing: Listing, actor: Actor) => Promise<Opened | null>;
  noteClientName: (opening: Opening, actor: Actor) => Promise<void>;
  factsOf: (application: Application) => Promise<ApplicationFacts>;
  findOpening: (id: string) => Promise<Opening | null>;
  findProfile: (id: string) => Promise<Profile | null>;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, { displayName: string }>>;
}

/** Who was invited has agreed to nothing yet: the company sees no more of them than before. */
const isShownTo = ({ state }: Application, kind: 'opening' | 'expert'): boolean =>
  ['applied', 'shortlisted', 'offered', 'accepted'].includes(state) || (kind === 'opening' && state === 'invited');

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function createApplicationPresenter(dependencies: Dependencies) {
  const cardsOf = async (kind: 'opening' | 'expert', applications: readonly Application[], actor: Actor) => {
    const idOf = (one: Application) => (kind === 'opening' ? one.openingId : one.expertId);
    const shown = new Set(applications.filter((one) => isShownTo(one, kind)).map(idOf));
    const found = await dependencies.listByIds(kind, [...new Set(applications.map(idOf))]);
    const asked = found.filter(({ id }) => shown.has(id));
    const others = found.filter(({ id }) => !shown.has(id));
    return new Map([
      ...(await dependencies.cards(kind, asked, actor, 'introduced')),
      ...(await dependencies.cards(kind, others, actor)),
    ]);
  };

  const cards = async (applications: readonly Application[], actor: Actor): Promise<ApplicationCard[]> => {
    const [openings, experts] = [
      await cardsOf('opening', applications, actor),
      await cardsOf('expert', applications, actor),
    ];
    return applications.map((application) => {
      return {
        id: application.id,
        version: application.version,
        state: application.state,
        createdAt: application.createdAt.toISOString(),
        changedAt: application.changedAt.toISOString(),
        dueAt: iso(application.dueAt),
        opening: (openings.get(application.openingId) as OpeningCard | undefined) ?? null,
        expert: (experts.get(application.expertId) as ExpertCard | undefined) ?? null,
        mySide: sideOf(actor, application),
        turn: turnOf(application),
      };
    });
  };

  /** May the worker's name stand on the sheet that this viewer reads? */
  const isWorkerNamed = async (application: Application, actor: Actor): Promise<boolean> => {
    if (application.state === 'accepted' || actor.id === application.workerUserId) return true;
    const profile = await dependencies.findProfile(application.expertId);
    return profile !== null && canSee(actor, profile, 'organisation');
  };

  const shownSheet = ({ sheet, state }: StoredTerms, isNamed: boolean): TermsVersion['sheet'] => ({
    ...sheet,
    worker: isNamed ? sheet.worker : null,
    orderedOn: state === 'accepted' ? sheet.orderedOn : null,
  });

  const termsFor = async (application: Application, actor: Actor): Promise<TermsVersion[]> => {
    if (application.terms.length === 0) return [];
    const isNamed = await isWorkerNamed(application, actor);
    // The law wants the client's name on the sheet, so that an offer opens it.
    if (sideOf(actor, application) === 'item') {
      const opening = await dependencies.findOpening(application.openingId);
      if (opening && !canSee(actor, opening, 'organisation')) await dependencies.noteClientName(opening, actor);
    }
    return application.terms.map((stored) => ({
      number: stored.number,
      purpose: stored.purpose,
      state: stored.state,
      by: stored.by,
      sentAt: stored.sentAt.toISOString(),
      answeredAt: iso(stored.answeredAt),
      sha256: stored.sha256,
      sheet: shownSheet(stored, isNamed),
    }));
  };

  const openedTo = async (application: Application, actor: Actor): Promise<ApplicationView['opened']> => {
    if (application.state !== 'accepted') return null;
    const [opening, profile] = await Promise.all([
      dependencies.findOpening(application.openingId),
      dependencies.findProfile(application.expertId),
    ]);
    if (!opening || !profile) return null;
    const [need, item] = await Promise.all([
      dependencies.open(opening as unknown as Listing, actor),
      dependencies.open(profile, actor),
    ]);
    return need && item ? { need, item } : null;
  };

  return {
    cards,
    async one(application: Application, actor: Actor): Promise<ApplicationView> {
      const [card] = await cards([application], actor);
      if (!card) throw new Error('an application was not presented');
      const { invitation } = application;
      return {
        ...card,
        letter: application.letter,
        invitation: invitation && { text: invitation.text, by: invitation.as, at: invitation.at.toISOString() },
        end: application.end,
        steps: application.history.map(({ kind, at, as }) => ({ kind, at: at.toISOString(), by: as })),
        terms: await termsFor(application, actor),
        agreedNumber: agreedTerms(application)?.number ?? null,
        opened: await openedTo(application, actor),
        abilities: applicationAbilities(actor, application, await dependencies.factsOf(application)),
      };
    },

    async printable(application: Application, stored: StoredTerms, actor: Actor): Promise<PrintedTerms> {
      const [opening, isNamed, names] = await Promise.all([
        dependencies.findOpening(application.openingId),
        isWorkerNamed(application, actor),
        dependencies.namesOf([stored.byUserId, ...(stored.answeredById ? [stored.answeredById] : [])]),
      ]);
      const nameOf = (userId: string) =>
        userId === application.workerUserId && !isNamed ? '' : (names.get(userId)?.displayName ?? '');
      const { answeredAt, answeredById } = stored;
      return {
        title: opening?.content.title ?? '',
        code: opening?.code ?? '',
        number: stored.number,
        sha256: stored.sha256,
        sheet: shownSheet(stored, isNamed),
        sent: { by: nameOf(stored.byUserId), at: stored.sentAt },
        accepted:
          stored.state === 'accepted' && answeredAt && answeredById
            ? { by: nameOf(answeredById), at: answeredAt }
            : null,
        isOver: stored.state !== 'open' && stored.state !== 'accepted',
      };
    },
  };
}
export type ApplicationPresenter = ReturnType<typeof createApplicationPresenter>;
