import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { SiteView } from '../../server/contract/people.ts';
import {
  type E2eBrowser,
  messageOf,
  type OpenPage,
  openRoom,
  pixelsLeft,
  seePicture,
  signInByPage,
} from '../support/e2e-browser.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { ask, CAMERA_NAME, checkIn, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { until } from '../support/until.ts';

/** The page keeps its connection open for longer than this: only the server's stopping can keep packets away. */
const LOOK_AFTER_END_MS = 2_500;
/** No goal (that is 100 ms, and is printed), but what even an overloaded machine keeps unless the server goes on sending. */
const CEILING_MS = 2_000;
const ZONE = 'Asia/Shanghai';
const NOT_AVAILABLE = '画面已结束：暂不可观看，请联系园所。';

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let watching: OpenPage;
const figures: string[] = [];

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
  await nursery.pool.query(SEE_COMMITS);
  watching = await browser.open();
  await signInByPage(watching.page, nursery.server.url, nursery.mother);
  await openRoom(watching.page, CAMERA_NAME);
  await seePicture(watching.page);
}, 120_000);

afterAll(async () => {
  printFigures('From the commit (or the instant) that ends a right to the last packet in the browser (goal ≤ 100 ms)', [
    ...figures,
    'negative: the last packet had come before; the camera sends one picture every 40 ms',
  ]);
  await scene?.close();
}, 60_000);

/** An entry of the audit is written once more when it is sealed; this row bears the mark of the act's own transaction for good. */
const SEE_COMMITS = `
  CREATE TABLE act_seen (audit_id bigint PRIMARY KEY);
  CREATE FUNCTION see_act() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO act_seen VALUES (NEW.id); RETURN NULL; END $$;
  CREATE TRIGGER see_act AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION see_act();`;

type Ending = {
  what: string;
  page: Page;
  /** Ends the right. @returns the instant at which it ends where that is not the commit itself */
  end: () => Promise<unknown>;
};

/** Ends the view, sees that the page closed it, that nothing more came, and that no pixel is left. */
async function seeEnd({ what, page, end }: Ending): Promise<void> {
  await seePicture(page, 30_000);
  const auditBefore = await newestAudit();
  expect(await page.evaluate(() => window.probe.closedAtMs())).toBeNull();

  const instant = await end();

  const toldAtMs = await until('the page was told', () => page.evaluate(() => window.probe.closedAtMs()), 90_000);
  await page.waitForTimeout(LOOK_AFTER_END_MS);
  const { lastPacketAtMs } = (await page.evaluate(() => window.probe.picture())) ?? { lastPacketAtMs: 0 };
  const endedAtMs = instant instanceof Date ? instant.getTime() : await commitAfter(auditBefore);
  figures.push(`${what}: last packet ${ms(lastPacketAtMs - endedAtMs)}, told ${ms(toldAtMs - endedAtMs)}`);
  expect(lastPacketAtMs).toBeGreaterThan(0);
  expect(lastPacketAtMs - endedAtMs).toBeLessThan(CEILING_MS);
  expect(lastPacketAtMs - toldAtMs).toBeLessThan(CEILING_MS);
  expect(await pixelsLeft(page)).toBe(0);
}

/** The same for a right that is given back: the page says why, and the picture comes back without a touch. */
async function seeEndAndReturn(
  ending: Omit<Ending, 'page'> & { says: string | RegExp; giveBack: () => Promise<unknown> },
): Promise<void> {
  const { page } = watching;
  try {
    await seeEnd({ ...ending, page });
    await messageOf(page).getByText(ending.says).waitFor();
  } finally {
    await ending.giveBack();
  }
  await seePicture(page, 30_000);
}

async function newestAudit(): Promise<string> {
  const { rows } = await nursery.pool.query<{ id: string }>('SELECT max(id)::text AS id FROM audit_entry');
  return rows[0]?.id ?? '0';
}

/** When the first change after this entry was committed, by PostgreSQL's own record: the same machine, the same clock. */
async function commitAfter(auditId: string): Promise<number> {
  const { rows } = await nursery.pool.query<{ atMs: string }>(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(seen.xmin)) * 1000)::text AS "atMs"
     FROM audit_entry JOIN act_seen seen ON seen.audit_id = id
     WHERE id > $1 AND action NOT LIKE 'view-%' AND action <> 'signed-in' ORDER BY id LIMIT 1`,
    [auditId],
  );
  if (!rows[0]) throw new Error('Nothing was committed.');
  return Number(rows[0].atMs);
}

test('check-out ends the picture and says when the child left; check-in brings it back', async () => {
  const { caregiver, duoduo } = nursery;
  const tap = { eventId: randomUUID(), childId: duoduo.childId, withUserId: duoduo.guardianId };
  await seeEndAndReturn({
    what: 'check-out',
    end: () => ask(caregiver, 'POST', '/api/attendance/check-outs', { ...tap, happenedAt: new Date().toISOString() }),
    says: /^画面已结束：\S+已于 \d{2}:\d{2} 离园，今天的观看结束了。$/,
    giveBack: () => checkIn(caregiver, duoduo.childId),
  });
}, 60_000);

test('a pause ends the picture and says until when; its end brings the picture back', async () => {
  const pause = `/api/cameras/${nursery.cameraId}/pause`;
  await seeEndAndReturn({
    what: 'pause',
    end: () => ask(nursery.caregiver, 'POST', pause, { minutes: 5 }),
    says: /^画面已结束：老师正在照护孩子，约 \d{2}:\d{2} 恢复。$/,
    giveBack: () => ask(nursery.caregiver, 'DELETE', pause),
  });
}, 60_000);

test.each(['right', 'custody'])(
  'a withdrawal (%s) ends the picture and gives nothing away',
  async (kind) => {
    const guardianship = `/api/admin/guardianships/${nursery.duoduo.guardianshipId}`;
    const withdraw = { kind, reason: '家庭约定变更' };
    await seeEndAndReturn({
      what: `withdrawal (${kind})`,
      end: async () => {
        const answer = await ask<object>(nursery.admin, 'POST', `${guardianship}/withdraw`, withdraw);
        expect(answer).toMatchObject({ endedViews: 1 });
      },
      says: NOT_AVAILABLE,
      giveBack: () => ask(nursery.admin, 'POST', `${guardianship}/restore`, { reason: '恢复约定' }),
    });
  },
  60_000,
);

const CONSENT_OVER = '画面已结束：视频同意未签或已到期。重新签署后即可观看。';
const recordConsent = (given: boolean, validUntil: Date | null = null) =>
  ask(nursery.admin, 'POST', `/api/admin/children/${nursery.duoduo.childId}/consents`, {
    kind: 'video',
    given,
    validUntil: validUntil?.toISOString() ?? null,
  });

test('a withdrawn consent ends the picture, a new one brings it back', async () => {
  await seeEndAndReturn({
    what: 'consent withdrawn',
    end: () => recordConsent(false),
    says: CONSENT_OVER,
    giveBack: () => recordConsent(true),
  });
}, 60_000);

test('a consent that runs out ends the picture by itself', async () => {
  await seeEndAndReturn({
    what: 'consent expired',
    end: async () => {
      const validUntil = new Date(Date.now() + 4_000);
      await recordConsent(true, validUntil);
      return validUntil;
    },
    says: CONSENT_OVER,
    giveBack: () => recordConsent(true),
  });
}, 60_000);

test('closing time ends the picture by itself and says when it opens again', async () => {
  const site = await readSite();
  await seeEndAndReturn({
    what: 'closing time',
    end: async () => {
      const closing = await nextMinute();
      const toMinute = minuteOfDay(closing);
      await saveHours(
        site,
        site.hours.map((span) => ({ ...span, toMinute })),
      );
      return closing;
    },
    says: /^画面已结束：今天的观看时段已结束，下次 .*\d{2}:\d{2}。$/,
    giveBack: () => saveHours(site, site.hours),
  });
}, 120_000);

test('a camera that is switched off ends its pictures; switched on it brings them back', async () => {
  const camera = `/api/admin/cameras/${nursery.cameraId}`;
  await seeEndAndReturn({
    what: 'camera switched off',
    end: () => ask(nursery.admin, 'PATCH', camera, { isEnabled: false }),
    says: NOT_AVAILABLE,
    giveBack: () => ask(nursery.admin, 'PATCH', camera, { isEnabled: true }),
  });
}, 60_000);

test('signing out everywhere, in another browser, ends the picture and asks to sign in again', async () => {
  const { page } = watching;
  const other = await browser.open();
  await signInByPage(other.page, nursery.server.url, nursery.mother, { to: '/p/me' });
  const button = other.page.getByRole('button', { name: '在所有设备上退出' });
  await button.waitFor();
  await seeEnd({ what: 'signed out elsewhere', page, end: () => button.click() });
  await page.getByText('您已在别处退出。').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await other.context.close();
}, 60_000);

test('a suspended account loses its picture at once and is told whom to ask', async () => {
  const { page } = watching;
  await signInByPage(page, nursery.server.url, nursery.mother);
  await openRoom(page, CAMERA_NAME);
  const suspension = `/api/admin/people/${nursery.duoduo.guardianId}/suspension`;
  await seeEnd({
    what: 'account suspended',
    page,
    end: () => ask(nursery.admin, 'PUT', suspension, { suspended: true, reason: '核实身份' }),
  });
  await page.getByText('您的账号已停用，请联系园所。').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(browser.errors).toEqual([]);
}, 60_000);

async function readSite(): Promise<SiteView> {
  const sites = await ask<SiteView[]>(nursery.admin, 'GET', '/api/admin/sites');
  const site = sites.find(({ siteId }) => siteId === nursery.siteId);
  if (!site) throw new Error('The site is gone.');
  return site;
}

const saveHours = (site: SiteView, hours: SiteView['hours']) =>
  ask(nursery.admin, 'PUT', `/api/admin/sites/${nursery.siteId}`, {
    name: site.name,
    address: site.address,
    phone: site.phone,
    timeZone: site.timeZone,
    roomConsentMode: site.roomConsentMode,
    cameraNetworks: site.cameraNetworks,
    viewMinutesPerDay: site.viewMinutesPerDay,
    streamsAtOnce: site.streamsAtOnce,
    secondFactorNeeded: site.secondFactorNeeded,
    hours,
  });

/** The next full minute that leaves time to be told of; hours are kept in minutes. */
async function nextMinute(): Promise<Date> {
  const inThisMinuteMs = Date.now() % 60_000;
  if (inThisMinuteMs > 56_000) await sleep(60_000 - inThisMinuteMs);
  return new Date(Math.ceil(Date.now() / 60_000) * 60_000);
}

function minuteOfDay(at: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at);
  const [hour = 0, minute = 0] = parts.split(':').map(Number);
  return hour * 60 + minute || 1_440;
}
