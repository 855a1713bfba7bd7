import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ChildId, UserId } from '../../server/contract/ids.ts';
import { faultsOf, settle } from '../support/e2e-axe.ts';
import { type E2eBrowser, signInByPage } from '../support/e2e-browser.ts';
import { ask, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { makePerson, usernameOf } from '../support/nursery.ts';
import { type Person, signInAt } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** A family reads what happened to its child and signs that it knows: on a phone and a computer, by hand and by name. */

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let director: Person;
let fatherId: UserId;

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
  director = await signInAt(nursery.server, nursery.siteAdmin);
  fatherId = await makePerson(nursery.db, '李建国');
  const { childId } = nursery.duoduo;
  await nursery.db.guardianship.create({ data: { childId, userId: fatherId, relation: '爸爸' } });
}, 120_000);
afterAll(async () => {
  await scene?.close();
}, 60_000);

async function publish(kind: string, told: string, marks: string[]): Promise<string> {
  const { childId } = nursery.duoduo;
  const incidentId = randomUUID();
  const happenedAt = new Date().toISOString();
  const step = (what: object) =>
    ask(director, 'POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what });
  const room = { classroomId: nursery.toddlerRoomId, childIds: [childId] };
  await ask(nursery.caregiver, 'POST', '/api/incidents', { incidentId, kind, ...room, happenedAt });
  await step({ kind: 'detailed', details: { children: [{ childId, told, marks, injury: 'blunt' }] } });
  await step({ kind: 'submitted' });
  await step({ kind: 'called', childId, guardianId: null, isReached: true, happenedAt });
  await step({ kind: 'published' });
  return incidentId;
}

const addressOf = (incidentId: string, childId: ChildId = nursery.duoduo.childId) =>
  `${nursery.server.url}/p/incidents/${incidentId}?child=${childId}`;
const signatures = async (incidentId: string) =>
  (await nursery.db.incidentStep.findMany({ where: { incidentId, kind: 'acknowledged' } })).map(
    ({ data }) => (data as { signature: { kind: string; strokes?: number[][] } }).signature,
  );

/** Strokes over the field, in parts of its width and height; each begins in the moment in which the one before it ends. */
async function draw(page: Page, strokes: [number, number][][]): Promise<void> {
  await page.locator('.signature-field canvas').scrollIntoViewIfNeeded();
  await page.evaluate(async (all) => {
    const field = document.querySelector('.signature-field canvas')!;
    const box = field.getBoundingClientRect();
    const send = (type: string, [x, y]: [number, number]) => {
      const place = {
        clientX: box.x + x * box.width,
        clientY: box.y + y * box.height,
        buttons: type === 'pointerup' ? 0 : 1,
      };
      field.dispatchEvent(
        new PointerEvent(type, {
          ...place,
          pointerId: 1,
          pointerType: 'touch',
          isPrimary: true,
          bubbles: true,
          cancelable: true,
        }),
      );
    };
    const shown = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (const [first, ...rest] of all) {
      send('pointerdown', first!);
      for (const point of rest) {
        await shown();
        send('pointermove', point);
      }
      send('pointerup', rest.at(-1)!);
    }
  }, strokes);
}

test('on a phone, in Chinese: the card appears by itself, is signed with the finger, and is gone from both parents’ homes', async () => {
  const { page, context } = await browser.open({ width: 390, height: 844 });
  await signInByPage(page, nursery.server.url, nursery.mother);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const father = await browser.open({ language: 'en', width: 1440, height: 900 });
  await signInByPage(father.page, nursery.server.url, usernameOf(fatherId), { language: 'en' });
  const incidentId = await publish('fall', '在户外被绊了一下，左膝擦红，已冷敷。', ['front-left-knee']);

  await page.getByRole('region', { name: /^请您确认/ }).waitFor({ timeout: 3_000 });
  await settle(page);
  const faults = await faultsOf(page, 'home with a card');
  await page.getByRole('link', { name: '查看并签字' }).click();
  await page.getByText('已标记：左膝部（正面）').waitFor();
  await draw(page, [
    [
      [0.1, 0.2],
      [0.4, 0.7],
    ],
    [
      [0.5, 0.2],
      [0.9, 0.8],
    ],
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
  ]);
  await page.getByRole('button', { name: '撤回一笔' }).click();
  faults.push(...(await faultsOf(page, 'incident')));
  await father.page.goto(addressOf(incidentId));
  await father.page.getByRole('button', { name: 'Sign', exact: true }).waitFor();
  await page.getByRole('button', { name: '签字确认' }).click();
  await page.getByRole('heading', { name: '您已签字确认' }).waitFor();
  expect(await page.locator('.signature-shown polyline').count()).toBe(2);
  faults.push(...(await faultsOf(page, 'signed')));
  const [signature] = await signatures(incidentId);
  expect(signature).toMatchObject({ kind: 'drawn' });
  const numbers = signature!.strokes!.flat();
  expect(Math.min(...numbers)).toBeGreaterThan(15);
  expect(Math.max(...numbers)).toBeLessThan(285);

  await father.page.getByRole('heading', { name: 'Acknowledged by your family' }).waitFor({ timeout: 3_000 });
  expect(await father.page.locator('.signature-shown').count()).toBe(0);
  faults.push(...(await faultsOf(father.page, 'signed by the other')));
  await page.goBack();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('region', { name: /^请您确认/ }).count()).toBe(0);
  await page.goto(`${nursery.server.url}/p/incidents`);
  await page.getByRole('link', { name: /已确认/ }).waitFor();
  faults.push(...(await faultsOf(page, 'list')));
  expect(faults).toEqual([]);
  await context.close();
  await father.context.close();
}, 120_000);

test('on a computer, in English: a grave one says that the family was called and is signed with the keyboard alone, once, over a break', async () => {
  const { page, context } = await browser.open({ language: 'en', width: 1440, height: 900 });
  await signInByPage(page, nursery.server.url, nursery.mother, { language: 'en' });
  const incidentId = await publish('choking', '加餐时噎了一下，已经没事。', []);
  await page.goto(addressOf(incidentId));
  await page.getByRole('button', { name: 'Sign', exact: true }).waitFor();
  // Somebody of the family was reached: it may call again, and is not told to.
  await page.getByText(/^We spoke to your family at \d/).waitFor();
  expect(await page.getByRole('link', { name: 'Call the nursery' }).getAttribute('href')).toBe('tel:04715550100');
  await page.getByRole('radio', { name: 'By hand' }).focus();
  await page.keyboard.press('ArrowRight');
  const field = page.getByLabel('Your name');
  expect(await field.inputValue()).toBe('王芳');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Mickey Mouse');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'This is not the name of your account' }).waitFor();
  await field.fill('王芳');
  const faults = await faultsOf(page, 'grave, typed');
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'No connection right now' }).waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('王芳 (typed name)').waitFor();
  faults.push(...(await faultsOf(page, 'grave, signed')));
  expect(await signatures(incidentId)).toEqual([{ kind: 'typed', name: '王芳' }]);
  expect(faults).toEqual([]);
  expect(browser.errors).toEqual([]);
  await context.close();
}, 120_000);

test('whose right is withdrawn while the page is open sees nothing of it any more', async () => {
  const { page, context } = await browser.open({ width: 390, height: 844 });
  await signInByPage(page, nursery.server.url, usernameOf(fatherId));
  const incidentId = await publish('bite', '左手臂有一圈牙印，没有破皮。', ['front-left-forearm']);
  await page.goto(addressOf(incidentId));
  await page.getByText('没有破皮').waitFor();
  const { id } = await nursery.db.guardianship.findFirstOrThrow({ where: { userId: fatherId } });
  await ask(director, 'POST', `/api/admin/guardianships/${id}/withdraw`, { kind: 'custody', reason: '法院裁定' });
  await page.getByText(/^没有这份记录，或者您现在看不到它/).waitFor();
  await until('nothing of it is left', async () => !(await page.locator('body').innerText()).includes('没有破皮'));
  expect(await faultsOf(page, 'nothing to see')).toEqual([]);
  await context.close();
}, 120_000);
