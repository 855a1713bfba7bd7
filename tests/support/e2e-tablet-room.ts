import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { openDatabase } from '../../server/platform/database.ts';
import { CHROMIUM, CHROMIUM_ARGS } from './browser-viewer.ts';
import { ask } from './e2e-nursery.ts';
import { startServerProcess } from './e2e-server.ts';
import { pairTablet, sayWho } from './e2e-tablet.ts';
import { type Family, makeFamily, makeNursery, PIN, usernameOf } from './nursery.ts';
import { openTestDatabase } from './test-database.ts';
import { signInAt } from './test-server.ts';

export const ROOM = '大树班';
export const CAREGIVER = '何老师';
export type TabletRoom = Awaited<ReturnType<typeof openTabletRoom>>;

/** A room with so many children besides 安安, nobody checked in, behind a real server process; no camera is running. */
export async function openTabletRoom(children: number) {
  const testDatabase = await openTestDatabase();
  const { db, close: closeDatabase } = openDatabase(testDatabase.url);
  const nursery = await makeNursery(db);
  await db.camera.deleteMany(); // the builder's have no address
  const { siteId, seniorRoomId: classroomId } = nursery;
  const families: (Family & { child: string })[] = [];
  for (let n = 0; n < children; n++) {
    const child = `孩子${String(n + 1).padStart(2, '0')}`;
    families.push({ child, ...(await makeFamily(db, { siteId, classroomId, child, guardian: `家长${n + 1}` })) });
  }
  await db.child.updateMany({ data: { nickname: '' } }); // the tests call them by their full names
  const server = await startServerProcess(testDatabase.url);
  const admin = await signInAt(server, usernameOf(nursery.siteAdminId));
  const close = async () => {
    await server.stop();
    await closeDatabase();
    await testDatabase.close();
  };
  return { ...nursery, db, server, admin, classroomId, families, close };
}

/** Chromium with a profile of its own, which can be closed and opened again, with a network or without one. */
export class TabletBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'kanwa-tablet-'));
  #context: BrowserContext | null = null;
  readonly errors: string[] = [];

  async open({ offline = false, language = 'zh-CN' } = {}): Promise<Page> {
    const context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: CHROMIUM,
      args: CHROMIUM_ARGS,
      viewport: { width: 1280, height: 800 },
      locale: language,
      offline,
    });
    this.#context = context;
    context.setDefaultTimeout(15_000);
    const [page = await context.newPage()] = context.pages();
    page.on('pageerror', (error) => this.errors.push(error.message));
    return page;
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.#context?.setOffline(offline);
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
  }

  async end(): Promise<void> {
    await this.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}

/** Makes this browser the tablet of the room, with the caregiver acting, kept as an app. @returns its device id */
export async function beginTablet(page: Page, { server, admin, classroomId }: TabletRoom): Promise<string> {
  const made = await ask<{ deviceId: string; code: string }>(admin, 'POST', '/api/admin/devices', {
    classroomId,
    name: '大树班门口',
  });
  await pairTablet(page, server.url, made.code);
  await page.getByRole('heading', { name: ROOM }).waitFor();
  await page.locator('.tb-who').click();
  await sayWho(page, CAREGIVER, PIN);
  await page.locator('.tb-who', { hasText: CAREGIVER }).waitFor();
  await page.waitForFunction(async () => {
    const kept = await navigator.serviceWorker.getRegistration('/t');
    return kept?.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
  // What the room shows is written down a moment after it was read.
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('kanwa:kept:')));
  return made.deviceId;
}

export const tile = (page: Page, child: string) => page.getByRole('button', { name: new RegExp(`^${child}，`) });
