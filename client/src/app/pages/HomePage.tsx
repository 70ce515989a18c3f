// Where a company, researcher, expert or teleworker begins the day; coordinators and admins begin elsewhere.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, Navigate } from 'react-router';
import type { ListingKind } from '@enishi/shared/listings';
import type { Role } from '@enishi/shared/roles';
import { useCopy } from '../../copy/index.js';
import { Newest } from '../../features/listings/Newest.js';
import { MyListings } from '../../features/listings/MyListings.js';
import { MembershipNote } from '../../features/memberships/MembershipNote.js';
import { pluralOf } from '../../features/listings/kinds.js';
import { useOrganisationName } from '../../lib/organisations.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';
import { FittingWork } from '../FittingWork.js';
import { CandidateCount, FittingCount } from '../MatchCounts.js';
import { PauseOwn } from '../PauseOwn.js';
import { homeOf } from '../navigation.js';

type Side = 'company' | 'researcher' | 'expert';

const sideOf = (role: Role): Side => (role === 'company' || role === 'researcher' ? role : 'expert');
const kindOf = { company: 'need', researcher: 'seed', expert: 'expert' } as const satisfies Record<Side, ListingKind>;
/** What is new on the other side. */
const otherKind = { company: 'seed', researcher: 'need', expert: 'need' } as const satisfies Record<Side, ListingKind>;

export const Component = () => {
  const t = useCopy('home');
  const nameOf = useOrganisationName();
  const viewer = useViewer();
  if (!viewer) return null;
  const home = homeOf(viewer.activeRole);
  if (home !== '/home') return <Navigate to={home} replace />;
  const side = sideOf(viewer.activeRole);
  const kind = kindOf[side];
  const other = otherKind[side];
  return (
    <Page>
      <PageHead
        title={t('greeting', { name: viewer.displayName })}
        eyebrow={nameOf(viewer.organisation)}
        description={t(`${side}.lead`)}
        actions={
          <Button component={Link} to={`/${pluralOf[kind]}/new`} leftSection={<IconPlus size={18} aria-hidden />}>
            {t(`${side}.new`)}
          </Button>
        }
      />
      <MembershipNote viewer={viewer} />
      <MyListings
        kind={kind}
        words={{
          title: t(`${side}.mine`),
          empty: t(`${side}.empty`),
          emptyHelp: t(`${side}.emptyHelp`),
          begin: t(`${side}.new`),
          resume: t('resume'),
          edit: t('edit'),
          candidates: t(`${side}.candidates`),
        }}
        noteOf={(card) => (
          <>
            {kind === 'need' ? <CandidateCount id={card.id} /> : <FittingCount kind={kind} id={card.id} />}
            {'unavailableUntil' in card ? <PauseOwn profile={card} /> : null}
          </>
        )}
      />
      {side === 'expert' ? <FittingWork /> : null}
      <Newest
        kind={other}
        title={t(other === 'need' ? 'newest' : 'newestSeeds')}
        all={{ to: `/${pluralOf[other]}`, name: t('all') }}
      />
    </Page>
  );
};
