import { Button, Tabs } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { auditKinds } from '@enishi/shared/audit';
import { organisationKinds } from '@enishi/shared/organisations';
import { roles } from '@enishi/shared/roles';
import { userStatuses } from '@enishi/shared/users';
import { useCopy } from '../../copy/index.js';
import { AuditLog } from '../../features/admin/AuditLog.js';
import { Invite } from '../../features/admin/Invite.js';
import { Organisations } from '../../features/admin/Organisations.js';
import { People } from '../../features/admin/People.js';
import { MembershipNote } from '../../features/memberships/MembershipNote.js';
import { useViewer } from '../../lib/session.js';
import { Page } from '../../ui/Page.js';
import { PageHead } from '../../ui/PageHead.js';

const tabs = ['people', 'invite', 'organisations', 'audit'] as const;
type Tab = (typeof tabs)[number];

/** Tab and filters stand in the address, so that a list can be sent to a colleague. */
const useAddress = () => {
  const [search, setSearch] = useSearchParams();
  const tab: Tab = tabs.find((known) => known === search.get('tab')) ?? 'people';
  const put = (next: Tab, filter: Record<string, string | undefined> = {}): void => {
    const given = new URLSearchParams({ tab: next });
    for (const [name, value] of Object.entries(filter)) if (value) given.set(name, value);
    setSearch(given, { replace: true });
  };
  return { search, tab, put };
};

export const Component = () => {
  const t = useCopy('admin');
  const viewer = useViewer();
  const { search, tab, put } = useAddress();
  const q = search.get('q') ?? undefined;
  return (
    <Page>
      <PageHead
        title={t('title')}
        actions={
          <Button component={Link} to="/admin/mail" variant="default">
            {t('mail')}
          </Button>
        }
      />
      {viewer ? <MembershipNote viewer={viewer} /> : null}
      <Tabs value={tab} onChange={(next) => put(tabs.find((known) => known === next) ?? 'people')} keepMounted={false}>
        <Tabs.List mb="lg">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <People
            filter={{
              q,
              role: roles.find((role) => role === search.get('role')),
              status: userStatuses.find((status) => status === search.get('status')),
            }}
            onFilterChange={(filter) => put('people', filter)}
            viewerId={viewer?.id ?? null}
          />
        </Tabs.Panel>
        <Tabs.Panel value="invite">
          <Invite />
        </Tabs.Panel>
        <Tabs.Panel value="organisations">
          <Organisations
            filter={{
              q,
              kind: organisationKinds.find((kind) => kind === search.get('kind')),
              prefecture: search.get('prefecture') ?? undefined,
            }}
            onFilterChange={(filter) => put('organisations', filter)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditLog
            filter={{
              kind: auditKinds.find((kind) => kind === search.get('kind')),
              from: search.get('from') ?? undefined,
              to: search.get('to') ?? undefined,
            }}
            onFilterChange={(filter) => put('audit', filter)}
          />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
