// From page to page within the loaded application, in a real browser.
import type { Page } from 'playwright-core';
import type { watch } from './watch';

interface Watching {
  page: Page;
  watched: Awaited<ReturnType<typeof watch>>;
}

async function step({ page, watched }: Watching, address: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('main h1')?.setAttribute('data-before', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await watched.quiet();
  // The page before stands until the next one is there.
  await page.locator('main h1:not([data-before])').first().waitFor();
  await watched.quiet();
}

const placeOf = (address: string) => address.split(/[/?]/, 2)[1];

/**
 * Goes on as a link does, until nothing is loading any more; by way of another page where both are of one kind, whose
 * heading would be the same one.
 */
export async function goWithin(watching: Watching, address: string): Promise<void> {
  if (placeOf(new URL(watching.page.url()).pathname) === placeOf(address)) await step(watching, '/nowhere');
  await step(watching, address);
}
