// Opens a page of the product as a browser would: the real router, providers and words, on a fake API.
import { act, cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import i18next from 'i18next';
import { RouterProvider } from 'react-router';
import type { Language } from '@enishi/shared/fields';
import { getNeedAnonymity } from '@enishi/shared/anonymity';
import { listFiles } from '@enishi/shared/files';
import { listExpertFits, listOpeningFits } from '@enishi/shared/fits';
import { listNdas } from '@enishi/shared/ndas';
import { listMembershipRequests } from '@enishi/shared/memberships';
import { countNotifications, listNotifications } from '@enishi/shared/notifications';
import { countUnreadMessages, getNeedThread, getThread } from '@enishi/shared/threads';
import { getCalendarFeed } from '@enishi/shared/polls';
import { listProjectOpenings } from '@enishi/shared/openings';
import { getSecondFactor } from '@enishi/shared/second-factor';
import { getSession } from '@enishi/shared/users';
import type { Viewer } from '@enishi/shared/users';
import { Providers } from '../../client/src/app/Providers.js';
import { createRouter } from '../../client/src/app/router.js';
import { changeLanguage, startCopy } from '../../client/src/copy/index.js';
import { createQueryClient } from '../../client/src/lib/query.js';
import { FakeFailure, createFakeApi } from './fake-api.js';
import type { FakeApi } from './fake-api.js';

export interface FakeServer extends FakeApi {
  /** Whose session it is; null for a visitor or after it ended. */
  signedIn: Viewer | null;
}

/** An API that knows who is signed in; tests add what they need. */
export const createServer = (viewer: Viewer | null): FakeServer => {
  const server: FakeServer = { ...createFakeApi(), signedIn: viewer };
  server.on(getSession, () => ({ viewer: server.signedIn }));
  server.on(listMembershipRequests, () => ({ items: [], total: 0 }));
  server.on(countNotifications, () => ({ unread: 0 }));
  server.on(listNotifications, () => ({ items: [], total: 0, nextCursor: null, unread: 0 }));
  const nobody = { audiences: [], defaultAudience: null };
  server.on(getThread, () => ({
    ...nobody,
    ...{ messages: [], earlierCursor: null, lastReadId: null, unread: 0, isCut: false },
    asOf: new Date().toISOString(),
  }));
  server.on(listFiles, () => ({ ...nobody, items: [] }));
  server.on(listExpertFits, () => ({ items: [], near: [], isComplete: true }));
  server.on(listProjectOpenings, () => ({ items: [] }));
  server.on(listOpeningFits, () => ({ items: [], isComplete: true }));
  server.on(listNdas, () => ({ items: [], abilities: { canRecord: false } }));
  server.on(getNeedThread, () => {
    throw new FakeFailure('not_found');
  });
  server.on(getNeedAnonymity, () => ({ group: 100, isSmall: false, by: ['prefecture' as const] }));
  server.on(countUnreadMessages, () => ({ counts: [] }));
  server.on(getSecondFactor, () => ({ isOn: false, isRequired: false, recoveryCodesLeft: 0 }));
  server.on(getCalendarFeed, () => ({ address: null, createdAt: null }));
  return server;
};

interface OpenPage {
  user: UserEvent;
  /** Goes away and comes back: everything that is not kept is gone. */
  reload: () => Promise<void>;
  close: () => void;
}

const show = async (): Promise<() => void> => {
  const client = createQueryClient();
  const router = createRouter();
  const { unmount } = render(
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>,
  );
  // Lazy routes and words arrive in the next turns.
  await act(() => Promise.resolve());
  return () => {
    unmount();
    router.dispose();
    client.clear();
  };
};

export const openPage = async (address: string, language: Language = 'ja'): Promise<OpenPage> => {
  window.history.replaceState(null, '', address);
  if (i18next.isInitialized) await changeLanguage(language);
  else await startCopy(language);
  let close = await show();
  return {
    user: userEvent.setup(),
    reload: async () => {
      close();
      close = await show();
    },
    close: () => {
      close();
      cleanup();
    },
  };
};
