import type { BrowserContext } from '@playwright/test';
import { STORAGE } from '../../src/config';

/** Pages of this context are no first visit any more: no tour is offered. */
export async function withoutTour(context: BrowserContext): Promise<void> {
  await context.addInitScript(`localStorage.setItem('${STORAGE.tour}', 'seen')`);
}
