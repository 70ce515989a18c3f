// What follows from being signed in or not: the socket, the language of the account, the dialog to sign in again.
import { Suspense, lazy, useEffect, useRef, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { changeLanguage, currentLanguage } from '../copy/index.js';
import { useBack } from '../lib/reach.js';
import { sessionKey, useViewer } from '../lib/session.js';
import { armSignInAgain, isWaitingForSignIn, onSignInAgainChange } from '../lib/sign-in-again.js';
import { closeSocket, openSocket, useHint } from '../lib/socket.js';

// Only somebody who is signed in does anything that is worth a word.
const Toasts = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));
const SignInDialog = lazy(async () => ({
  default: (await import('../features/account/SignInDialog.js')).SignInDialog,
}));

/** The account's language is taken over when somebody signs in, not on every answer: they may switch on this page. */
const useAccountLanguage = (viewerId: string | undefined, language: 'ja' | 'en' | undefined): void => {
  const taken = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!viewerId || !language || taken.current === viewerId) return;
    taken.current = viewerId;
    if (language !== currentLanguage()) void changeLanguage(language);
  }, [viewerId, language]);
};

export const SessionEffects = () => {
  const client = useQueryClient();
  const viewer = useViewer();
  const viewerId = viewer?.id;
  const isWaiting = useSyncExternalStore(onSignInAgainChange, isWaitingForSignIn);
  useAccountLanguage(viewerId, viewer?.language);
  useHint('session', () => void client.invalidateQueries({ queryKey: sessionKey }));
  // Hints may have been lost meanwhile, and some questions were never answered.
  useBack(() => void client.invalidateQueries());
  useEffect(() => {
    armSignInAgain(viewerId !== undefined);
    if (!viewerId) return;
    void openSocket();
    return closeSocket;
  }, [viewerId]);
  if (!viewer) return null;
  return (
    <Suspense>
      <Toasts position="bottom-center" />
      {isWaiting ? <SignInDialog viewer={viewer} /> : null}
    </Suspense>
  );
};
