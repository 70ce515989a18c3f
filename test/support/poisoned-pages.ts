// Where the words of a poisoned world are shown, and to whom.
import { listOutbox } from '@enishi/shared/mail';
import { createInvitation } from '@enishi/shared/users';
import type { Knocker, Things } from '../api/admission/world';
import type { PoisonedWorld } from './poisoned-world';

export interface Pages {
  who: Exclude<Knocker, 'suspended' | 'ended'>;
  addresses: string[];
}

const list = (addresses: string): string[] => addresses.trim().split(/\s+/);
const reflected = encodeURIComponent('"><img src=/canary onerror=__xss()>');

const ofOwner = ({ need, draft, introduction, opening, meeting }: Things) => `
  /needs/${need.id} /needs/${draft.id}/edit /introductions/${introduction.id} /openings/${opening.id}
  /meetings/${meeting.id}`;
const ofCoordinator = ({ need, project, meeting, board, introduction }: Things) => `
  /workbench/${need.id} /projects/${project.id} /meetings/${meeting.id} /boards/${board.id}
  /introductions/${introduction.id}`;

/** Every address of the router, each for those whom it concerns. */
export async function pagesOf(world: PoisonedWorld): Promise<Pages[]> {
  const { first, second, honest, meeting, boardId, organisationId, outcomeToken } = world;
  const { address } = await honest.admin.client.call(createInvitation, {
    body: { email: 'asked@mail.example', roles: ['coordinator'], organisationId: honest.owner.user.organisationId },
  });
  const outbox = await honest.admin.client.call(listOutbox, { query: { limit: 4 } });
  /** Whatever was made on the way stands in the lists of those whom it concerns. */
  const listed = async (who: 'owner' | 'coordinator' | 'expert', kinds: string) => {
    const lists = list(kinds).map(async (kind) => {
      const { body } = await honest[who].client.request('GET', `/api/${kind}?limit=50`);
      return (body as { items: { id: string }[] }).items.map(({ id }) => `/${kind}/${id}`);
    });
    return (await Promise.all(lists)).flat();
  };
  const organisation = `/organisations/${honest.owner.user.organisationId}`;
  return [
    {
      who: 'visitor',
      addresses: list(`/ /needs?q=${reflected} /seeds /experts /openings?q=${reflected} /organisations ${organisation}
        /inquiry /sign-in /sign-up /sign-up/confirm /forgot /reset/x /unsubscribe/x /seeds/${second.seed.id} /experts/${second.profile.id}
        /poll/${meeting.token} /outcome/${outcomeToken} ${new URL(address).pathname}`),
    },
    {
      who: 'owner',
      addresses: [
        ...list(`/home /needs/new /introductions /meetings /projects /work /memberships /openings/new /applications /assignments
          /dispatches /dispatches/new /notifications /settings /second-factor /needs /openings ${organisation}
          ${ofOwner(first)} ${ofOwner(second)} /needs/${second.need.id}/edit /needs/${second.need.id}/candidates
          /needs/${second.need.id}/ledger /openings/${second.opening.id}/edit /openings/${second.opening.id}/fits
          /applications/${second.application.id}/terms /meetings/${meeting.id}`),
        ...(await listed('owner', 'applications dispatches assignments')),
      ],
    },
    {
      who: 'researcher',
      addresses: list(`/home /seeds/new /seeds/${first.seed.id} /seeds/${first.seedDraft.id}/edit
        /seeds/${second.seed.id}/edit /seeds/${second.seed.id}/needs /introductions/${first.introduction.id}
        /introductions/${second.introduction.id}`),
    },
    {
      who: 'expert',
      addresses: [
        ...list(`/home /experts/new /work /dispatches /experts/${first.profile.id} /experts/${second.profile.id}
          /experts/${second.profile.id}/edit /experts/${first.expertDraft.id}/edit /experts/${second.profile.id}/needs
          /experts/${second.profile.id}/openings`),
        ...(await listed('expert', 'dispatches')),
      ],
    },
    {
      who: 'coordinator',
      addresses: [
        ...list(`/workbench /cases /cases/new /cases/idea /introductions /meetings /projects /applications /assignments
          /dispatches /talent /boards /figures /desk/work /memberships /notifications ${ofCoordinator(first)} ${ofCoordinator(second)}
          /cases/${second.caseId}/print /meetings/new?case=${second.caseId} /meetings/${meeting.id} /boards/${boardId}
          /needs/${second.need.id} /openings/${second.opening.id}/fits`),
        ...(await listed('coordinator', 'cases dispatches')),
        ...(await listed('coordinator', 'assignments')).slice(0, 2),
      ],
    },
    {
      who: 'admin',
      addresses: [
        ...list(`/admin /admin?tab=invite /admin?tab=organisations /admin?tab=audit /admin/mail /figures
          /organisations/${organisationId}`),
        ...outbox.items.map(({ id }) => `/admin/mail/${id}`),
      ],
    },
  ];
}
