import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong on the page as it stands, in a form that a person can act on. */
export async function faultsOf(page: Page, where: string): Promise<string[]> {
  // Without its way across frames, for which it would open another page each time: there are no frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${where}: ${id} (${help}) ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

/** Nothing turns on the page any more: lists have come, drawers have slid in. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.ant-spin-spinning, .loading').waitFor({ state: 'detached' });
  await page.waitForTimeout(150);
}
