// Keys of the workbench. Single letters can be switched off (WCAG 2.1.4), never act while somebody types, and press the
// very buttons and links that are on screen, so that they can do nothing the mouse cannot.
import { useCallback, useEffect, useState } from 'react';
import { readStored, writeStored } from '../../lib/storage.js';

const STORED = 'enishi.workbench.keys';

export const useKeysSetting = () => {
  const [isOn, setIsOn] = useState(() => readStored(STORED) !== 'off');
  const set = useCallback((next: boolean) => {
    writeStored(STORED, next ? null : 'off');
    setIsOn(next);
  }, []);
  return [isOn, set] as const;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'));

const isBusyElsewhere = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

export function useKeys(isOn: boolean, keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    if (!isOn) return;
    const handleKey = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (isTyping(event.target) || isBusyElsewhere()) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, [isOn, keys]);
}

/** Opens the item before or after the open one. */
export const stepQueue = (root: HTMLElement | null, step: 1 | -1): void => {
  const links = [...(root?.querySelectorAll<HTMLAnchorElement>('a[data-need]') ?? [])];
  const at = links.findIndex((link) => link.hasAttribute('aria-current'));
  const next = at === -1 ? links[0] : links[at + step];
  next?.focus();
  next?.click();
};

const calm = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');

/** Goes to the candidate before or after the chosen one. */
export const stepCandidate = (root: HTMLElement | null, chosen: string | null, step: 1 | -1): void => {
  const cards = [...(root?.querySelectorAll<HTMLElement>('[data-match]') ?? [])];
  const at = cards.findIndex((card) => card.dataset.match === chosen);
  const next = cards[Math.max(0, at + step)];
  next?.querySelector('a')?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest', behavior: calm() });
};

/** Presses a button of the chosen candidate. */
export const pressCandidate = (root: HTMLElement | null, chosen: string | null, command: string): void => {
  if (!chosen) return;
  root?.querySelector<HTMLElement>(`[data-match="${chosen}"] [data-command="${command}"]`)?.click();
};
