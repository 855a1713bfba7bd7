import type { Page } from 'playwright-core';
import { chooseFromList } from './e2e-browser.ts';
import { PIN } from './nursery.ts';

/** An administrator makes a tablet for a room by the page. @returns the code that the page shows this once */
export async function makeTabletCode(page: Page, room: string, name: string): Promise<string> {
  await page.getByRole('button', { name: '添加平板' }).click();
  await chooseFromList(page, '班级', room);
  await page.getByLabel('名字', { exact: true }).fill(name);
  await page.getByRole('button', { name: '生成连接码' }).click();
  const code = (await page.locator('.ad-code').textContent()) ?? '';
  await page.getByRole('button', { name: '关闭', exact: true }).last().click();
  return code;
}

/** Types the code on the bare page and waits for the room. */
export async function pairTablet(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/tablet/pair`);
  await page.getByLabel(/^(连接码|Code)$/).fill(code);
  await page.getByRole('button', { name: /^(连接|Connect)$/ }).click();
  await page.waitForURL(`${url}/t`);
}

/** Hands a child over to the person of these words, with the PIN where it is asked for again. */
export async function handOver(page: Page, child: string, who: RegExp): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${child}，`) }).click();
  await page.getByRole('button', { name: '交接离园', exact: true }).click();
  await page.getByRole('button', { name: who }).first().click();
  await page.getByRole('button', { name: /，交给/ }).click();
  await page.locator('.tb-pin, .tb:not(:has(dialog))').first().waitFor();
  if (await page.locator('.tb-pin').isVisible()) await sayWho(page, null, PIN);
}

/** Says who acts: by face where it is asked, then the four digits. */
export async function sayWho(page: Page, name: string | null, pin: string): Promise<void> {
  if (name !== null) await page.locator('.tb-faces').getByRole('button', { name }).click();
  for (const digit of pin) await page.getByRole('button', { name: new RegExp(`^(数字|Digit) ${digit}$`) }).click();
}
