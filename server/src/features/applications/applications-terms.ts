// Offers and their terms sheets: made from opening and profile, frozen when sent, accepted with a record.
import { Readable } from 'node:stream';
import type { AcceptedOffer } from '@enishi/shared/assignments';
import type { Language } from '@enishi/shared/fields';
import type { Side } from '@enishi/shared/introductions';
import { changedTerms, settlesOnly, termsOf, type Terms, type TermsDraft, type TermsSheet } from '@enishi/shared/terms';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import { AppError, invalidField, notFound, notPossibleNow } from '../../errors.js';
import type { ApplicationsCore } from './applications-core.js';
import { agreedTerms, openTerms, sideOf } from './applications-policy.js';
import type { ApplicationPresenter } from './applications-present.js';
import type { Application, StoredTerms } from './applications-store.js';
import { printTerms } from './terms-pdf.js';
import { draftTerms, fingerprintOf } from './terms-sheet.js';
import { placeText, termsWords } from './terms-words.js';

interface Person {
  displayName: string;
  organisation: { name: string };
}

interface Dependencies {
  core: ApplicationsCore;
  present: ApplicationPresenter;
  describe: (ids: readonly string[]) => Promise<ReadonlyMap<string, Person>>;
  /** Name of a municipality, with its prefecture. */
  placeName: (code: string, language: Language) => string | null;
}

const partyOf = (person: Person | undefined) => ({
  name: person?.displayName ?? '',
  organisation: person?.organisation.name ?? '',
});

const withState = (terms: readonly StoredTerms[], number: number, given: Partial<StoredTerms>): StoredTerms[] =>
  terms.map((one) => (one.number === number ? { ...one, ...given } : one));

/** What was written must still lie ahead. */
function assertAhead(terms: Terms, today: string): void {
  if (terms.startsOn < today) throw invalidField('terms.startsOn', 'day_passed');
  const late = terms.undecided.findIndex(({ decideBy }) => decideBy < today);
  if (late >= 0) throw invalidField(`terms.undecided.${late}.decideBy`, 'day_passed');
}

export function createApplicationsTerms({ core, present, describe, placeName }: Dependencies) {
  const { now } = core;

  const freeze = (
    application: Application,
    sheet: TermsSheet,
    given: Pick<StoredTerms, 'purpose' | 'by' | 'byUserId'>,
  ): StoredTerms[] => {
    const number = (application.terms.at(-1)?.number ?? 0) + 1;
    const before = application.terms.map((one) =>
      one.state === 'open' ? { ...one, state: 'replaced' as const } : one,
    );
    const fresh: StoredTerms = {
      ...given,
      number,
      state: 'open',
      sentAt: now(),
      answeredAt: null,
      answeredById: null,
      sha256: fingerprintOf(number, sheet),
      sheet,
    };
    return [...before, fresh];
  };

  const namedSheet = async (application: Application, terms: Terms): Promise<TermsSheet> => {
    const { clientUserId, workerUserId } = application;
    const people = await describe([clientUserId, workerUserId]);
    const names = { client: partyOf(people.get(clientUserId)), worker: partyOf(people.get(workerUserId)) };
    return { orderedOn: dayOf(now()), ...names, ...terms };
  };

  /** A place is kept for the person while the offer stands, so that saying yes never comes too late. */
  const keepPlace = async (application: Application): Promise<void> => {
    const opening = await core.findOpening(application.openingId);
    if (!opening || !(await core.seats.take(opening.id, opening.content.people, application.id)))
      throw notPossibleNow();
  };

  const releaseUnlessOffered = async ({ id }: Application): Promise<void> => {
    const state = (await core.store.find(id))?.state;
    if (state !== 'offered' && state !== 'accepted') await core.seats.release(id);
  };

  const draftFor = async (application: Application): Promise<TermsDraft> => {
    const opening = await core.findOpening(application.openingId);
    if (!opening) throw notFound();
    const { content } = opening;
    const place = content.municipality ? placeName(content.municipality, content.language) : null;
    return draftTerms(content, dayOf(now()), placeText(content.language, content.place, place));
  };

  const requireOpenTerms = (application: Application, number: number): StoredTerms => {
    const waiting = openTerms(application);
    if (waiting?.number !== number) throw notPossibleNow();
    return waiting;
  };

  const assertSettles = (agreed: Terms, next: Terms): void => {
    const open: string[] = agreed.undecided.map(({ item }) => item);
    const wrong = changedTerms(agreed, next).find((field) => field !== 'undecided' && !open.includes(field));
    if (wrong) throw invalidField(`terms.${wrong}`, 'not_a_choice');
    if (!settlesOnly(agreed, next)) throw invalidField('terms.undecided', 'too_many');
  };

  return {
    async draft(id: string, actor: Actor): Promise<{ terms: TermsDraft }> {
      const application = await core.requireVisible(id, actor);
      const side = sideOf(actor, application);
      const agreed = agreedTerms(application);
      if (agreed && side) return { terms: termsOf(agreed.sheet) };
      if (side !== 'need' || !['applied', 'shortlisted', 'offered'].includes(application.state)) throw notPossibleNow();
      const last = application.terms.at(-1);
      return { terms: last ? termsOf(last.sheet) : await draftFor(application) };
    },

    async sendOffer(id: string, version: number, terms: Terms, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canOffer');
      assertAhead(terms, dayOf(now()));
      await keepPlace(application);
      const sheet = await namedSheet(application, terms);
      const versions = freeze(application, sheet, { purpose: 'offer', by: 'need', byUserId: actor.id });
      try {
        return await present.one(await core.move(application, actor, 'offered', { terms: versions }), actor);
      } catch (error) {
        if (error instanceof AppError && error.code === 'stale') await releaseUnlessOffered(application);
        throw error;
      }
    },

    async acceptOffer(id: string, version: number, number: number, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canAcceptOffer');
      const { sheet } = requireOpenTerms(application, number);
      const terms = withState(application.terms, number, {
        state: 'accepted',
        answeredAt: now(),
        answeredById: actor.id,
        sheet: { ...sheet, orderedOn: dayOf(now()) },
      });
      return present.one(await core.move(application, actor, 'accepted', { terms }), actor);
    },

    async proposeTerms(id: string, version: number, terms: Terms, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canProposeTerms');
      const agreed = agreedTerms(application);
      const side: Side | null = sideOf(actor, application);
      if (!agreed || !side) throw notPossibleNow();
      assertSettles(termsOf(agreed.sheet), terms);
      // Names and day of commission are those of what was agreed.
      const sheet = { ...agreed.sheet, ...terms };
      const versions = freeze(application, sheet, { purpose: 'settling', by: side, byUserId: actor.id });
      return present.one(await core.change(application, actor, 'terms_proposed', { terms: versions }), actor);
    },

    async acceptTerms(id: string, version: number, number: number, actor: Actor) {
      const application = await core.requireAble(id, version, actor, 'canAcceptTerms');
      requireOpenTerms(application, number);
      const terms = withState(application.terms, number, {
        state: 'accepted',
        answeredAt: now(),
        answeredById: actor.id,
      });
      return present.one(await core.change(application, actor, 'terms_accepted', { terms }), actor);
    },

    /** One version as a document, with the names that are open to whoever asks. */
    async download(ids: { id: string; number: number }, language: Language | undefined, actor: Actor) {
      const application = await core.requireVisible(ids.id, actor);
      const stored = application.terms.find(({ number }) => number === ids.number);
      if (!stored) throw notFound();
      const printed = await present.printable(application, stored, actor);
      const wanted = language ?? actor.language;
      const bytes = await printTerms(printed, wanted);
      return {
        name: termsWords(wanted).fileName(printed.title, stored.number),
        media: 'application/pdf',
        size: bytes.length,
        open: () => Promise.resolve(Readable.from([bytes])),
      };
    },

    /** What both have agreed, with the version of the terms that they have accepted last; null while they have not. */
    async acceptedOffer(id: string): Promise<AcceptedOffer | null> {
      const application = await core.store.find(id);
      const agreed = application && agreedTerms(application);
      if (application?.state !== 'accepted' || !agreed) return null;
      const opening = await core.findOpening(application.openingId);
      if (!opening) return null;
      return {
        applicationId: application.id,
        clientUserId: application.clientUserId,
        clientOrganisationId: application.clientOrganisationId,
        workerUserId: application.workerUserId,
        openingId: application.openingId,
        expertId: application.expertId,
        title: opening.content.title,
        terms: agreed.sheet,
        workPackage: opening.content.workPackage,
        prefecture: application.prefecture,
      };
    },
  };
}
export type ApplicationsTerms = ReturnType<typeof createApplicationsTerms>;
