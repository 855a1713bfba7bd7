import type { Page } from 'playwright-core';
import { signInByPage } from './e2e-browser.ts';
import type { E2eNursery } from './e2e-nursery.ts';
import { usernameOf } from './nursery.ts';

/** The table of rights, as this administrator opens it. */
export async function openAccess(
  page: Page,
  { server }: E2eNursery,
  userId: string,
  language: 'zh' | 'en' = 'zh',
): Promise<void> {
  await signInByPage(page, server.url, usernameOf(userId), { to: '/a', language });
  await page.locator('nav a[href^="/a/access"]').click();
  await page.getByRole('grid').waitFor();
}

/** Finds one guardian by the search, with the keyboard alone. */
export async function findGuardian(page: Page, name: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.searchParams.get('q') === name);
}

/** The one cell of this guardian and camera, whatever it says. */
export const cellOf = (page: Page, name: string, camera: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}(，|, )${camera}`) });
