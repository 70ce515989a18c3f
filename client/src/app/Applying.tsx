// Applying, inviting, and the list of those who applied, beside a listing; none of it is part of what visitors download.
import { Suspense, lazy } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Role } from '@enishi/shared/roles';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { useCopy } from '../copy/index.js';
import { useViewer } from '../lib/session.js';
import type { Notes } from '../features/applications/ApplicationList.js';

const ApplyButton = lazy(async () => ({
  default: (await import('../features/applications/ApplyButton.js')).ApplyButton,
}));
const InviteButton = lazy(async () => ({
  default: (await import('../features/applications/InviteButton.js')).InviteButton,
}));
const ApplicationsOfOpening = lazy(async () => ({
  default: (await import('../features/applications/ApplicationList.js')).ApplicationsOfOpening,
}));
const UnreadNotes = lazy(async () => ({
  default: (await import('../features/talk/UnreadNotes.js')).UnreadNotes,
}));

/** Unread messages of applications, for their lists. */
export const ApplicationNotes: Notes = (props) => <UnreadNotes kind="application" {...props} />;

interface Seen {
  id: string;
  status: string;
  isMine: boolean;
  abilities: { canSeeCandidates: boolean };
}

const workers: readonly Role[] = ['expert', 'teleworker'];
const askers: readonly Role[] = ['company', 'coordinator'];

const SignInToApply = ({ id }: { id: string }) => {
  const t = useCopy('openings');
  return (
    <Button component={Link} to={`/sign-in?next=${encodeURIComponent(`/openings/${id}`)}`}>
      {t('page.signInToApply')}
    </Button>
  );
};

/** On the page of an opening, for whoever looks for work. */
export const Apply = ({ opening }: { opening: Seen & { applyBy: string | null } }) => {
  const viewer = useViewer();
  const isOpen = opening.status === 'published' && (opening.applyBy === null || opening.applyBy >= dayOf(new Date()));
  if (!viewer) return isOpen ? <SignInToApply id={opening.id} /> : null;
  if (opening.isMine || !viewer.roles.some((role) => workers.includes(role))) return null;
  return (
    <Suspense>
      <ApplyButton openingId={opening.id} isOpen={isOpen} />
    </Suspense>
  );
};

/** Under an opening, for its owner and the coordinators of its prefecture. */
export const OpeningApplications = ({ opening }: { opening: Seen }) =>
  opening.abilities.canSeeCandidates && opening.status !== 'draft' ? (
    <Suspense>
      <ApplicationsOfOpening openingId={opening.id} Notes={ApplicationNotes} />
    </Suspense>
  ) : null;

interface InviteProps {
  profile: Pick<Seen, 'id' | 'status' | 'isMine'>;
  /** Where it is known to which. */
  opening?: { id: string; title: string; status: string };
}

/** On a profile, or beside an opening that it fits, for whoever gives work. */
export const Invite = ({ profile, opening }: InviteProps) => {
  const viewer = useViewer();
  if (!viewer || profile.isMine || profile.status !== 'published') return null;
  if (opening && opening.status !== 'published') return null;
  if (!viewer.roles.some((role) => askers.includes(role))) return null;
  return (
    <Suspense>
      <InviteButton expertId={profile.id} {...(opening ? { opening } : {})} />
    </Suspense>
  );
};
