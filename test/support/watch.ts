// Watches a page in a real browser for anything that was written by people and comes to life.
import type { Page, Request } from 'playwright-core';

interface Watched extends Window {
  __seen: string[];
  __xss: (what?: unknown) => void;
}

/** Runs before any script of the page. */
export const alarm = (): void => {
  const watched = window as unknown as Watched;
  watched.__seen = [];
  watched.__xss = () => void watched.__seen.push('a script ran');
  addEventListener('securitypolicyviolation', (event) =>
    watched.__seen.push(`${event.effectiveDirective} refused ${event.blockedURI || event.sample}`),
  );
};

/** Everything in the document that our own pages never make; `places` is the text that was seen. */
const look = () => {
  const found: string[] = [...(window as unknown as Watched).__seen.splice(0)];
  const say = (what: string, element: Element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const harmless = ['http:', 'https:', 'mailto:', 'tel:'];
  const schemeOf = (address: string) => {
    try {
      return new URL(address, location.href).protocol;
    } catch {
      return 'none';
    }
  };
  const isOurs = (address: string | null) => {
    if (address === null) return false;
    const { origin, pathname } = new URL(address, location.href);
    return origin === location.origin && /^\/(assets|api)\//.test(pathname);
  };
  const links = ['href', 'xlink:href', 'action', 'formaction'];
  for (const element of document.querySelectorAll('body *')) {
    const names = element.getAttributeNames();
    if (names.some((name) => name.startsWith('on') || name === 'srcdoc')) say('a handler', element);
    for (const name of links.filter((one) => names.includes(one))) {
      const scheme = schemeOf(element.getAttribute(name) ?? '');
      if (!harmless.includes(scheme)) say(`a link to ${scheme}`, element);
    }
    if (
      element.matches(
        'form[action], object, embed, base, meta, link, math, template, noscript, video, audio, font, details[ontoggle]',
      )
    )
      say('an element', element);
    if (element.matches('script, iframe') && !isOurs(element.getAttribute('src'))) say('an element', element);
    if (element.matches('img, image') && element.getAttribute('src')?.startsWith('data:') !== true)
      say('a picture', element);
    if (/expression\(|canary/i.test(element.getAttribute('style') ?? '')) say('a style', element);
  }
  for (const name of ['root', 'main', 'config'])
    if (document.querySelectorAll(`[id="${name}"]`).length > 1) found.push(`a second #${name}`);
  for (const name of ['body', 'getElementById'])
    if (document.querySelector(`[name="${name}"]`)) found.push(`a name that hides document.${name}`);
  return found;
};

/** All that can be read on the page: text, what stands in fields, names of pictures and buttons. */
const read = () => {
  const words = [document.documentElement.innerHTML];
  for (const field of document.querySelectorAll('input, textarea')) words.push((field as HTMLInputElement).value);
  return words.join('\n');
};

/** A machine that is busy with other tests is slow, not broken. */
const patience = 30_000;

export async function watch(page: Page) {
  const outside: string[] = [];
  await page.addInitScript(alarm);
  page.on('dialog', (dialog) => {
    outside.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    // Words that somebody searches for travel in the address of our own interface.
    const { pathname, host } = new URL(request.url());
    if (/canary/.test(pathname + host)) outside.push(`a request for ${request.url()}`);
  });
  page.on('popup', (popup) => outside.push(`a window: ${popup.url()}`));
  page.on('framenavigated', (frame) => {
    const { protocol, host, pathname } = new URL(frame.url());
    if (/canary/.test(host) || pathname === '/canary' || /^(javascript|data|blob):/.test(protocol))
      outside.push(`a way to ${frame.url()}`);
  });
  const underWay = new Set<Request | string>();
  const loaded = new Set<string>();
  // A script that was asked for twice, to be there early and to be run, ends once.
  const nameOf = (request: Request) => (request.resourceType() === 'script' ? request.url() : request);
  page.on('request', (request) => {
    if (['fetch', 'xhr', 'script'].includes(request.resourceType()) && !request.url().includes('/socket.io/'))
      if (!loaded.has(request.url()) || request.resourceType() !== 'script') underWay.add(nameOf(request));
  });
  const done = (request: Request) => {
    loaded.add(request.url());
    underWay.delete(request);
    underWay.delete(request.url());
  };
  page.on('requestfinished', done);
  page.on('requestfailed', done);
  /** How often in a row nothing must be under way; a page that says so itself may wait for work at the server, too. */
  const calmRounds = (saysLoading: boolean) => (saysLoading ? 20 : 3);
  const round = async () => {
    const before = underWay.size;
    // Two frames, one to draw what has come and one for what that asks for, and nothing left to do after them.
    const saysLoading = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const idle = () => resolve(document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') !== null);
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(idle, { timeout: 1000 })));
        }),
    );
    return { saysLoading, isCalm: before + underWay.size === 0 };
  };
  return {
    /** Nothing is loading, and what was loaded is drawn. @throws Error naming what is still on its way */
    quiet: async (): Promise<void> => {
      const end = Date.now() + patience;
      for (let calm = 0, wanted = 1; calm < wanted;) {
        const { saysLoading, isCalm } = await round();
        calm = isCalm ? calm + 1 : 0;
        wanted = calmRounds(saysLoading);
        if (Date.now() > end)
          throw new Error(
            `still loading: ${[...underWay].map((one) => (typeof one === 'string' ? one : one.url())).join(', ')}`,
          );
      }
    },
    /** What came to life since the last look. */
    findings: async (): Promise<string[]> => [...(await page.evaluate(look)), ...outside.splice(0)],
    text: (): Promise<string> => page.evaluate(read),
  };
}
