import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Dashboard } from '../../../server/contract/dashboard.ts';
import type { SiteView } from '../../../server/contract/people.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';

let work: Clockwork;
let director: Awaited<ReturnType<Clockwork['as']>>;
beforeEach(async () => {
  work = await openClockwork();
  director = await work.as(work.nursery.siteAdminId);
});
afterEach(() => work.stop());

const CLOCK = { lateAfterMinutes: 30, absentAfterMinutes: 45, stayAfterMinutes: 20, sleepCheckMinutes: 15 };
async function save(clock: object | undefined) {
  const { siteId } = work.nursery;
  const site = ((await director('GET', '/api/admin/sites')).body as SiteView[])[0];
  const { name, address, phone, timeZone, roomConsentMode, cameraNetworks } = site ?? ({} as SiteView);
  const rest = { secondFactorNeeded: false, viewMinutesPerDay: null, streamsAtOnce: 2, hours: site?.hours ?? [] };
  const fields = { name, address, phone, timeZone, roomConsentMode, cameraNetworks, ...rest, ...(clock && { clock }) };
  return director('PUT', `/api/admin/sites/${siteId}`, fields);
}

test('a site says after how many minutes something is told; left out they stay, and absent comes after late', async () => {
  expect((await save(CLOCK)).body).toMatchObject(CLOCK);
  expect((await save(undefined)).body).toMatchObject(CLOCK);
  expect((await save({ ...CLOCK, absentAfterMinutes: 30 })).status).toBe(400);
  expect((await save({ ...CLOCK, sleepCheckMinutes: 4 })).status).toBe(400);
  const { childId } = work.nursery.duoduo;
  work.at('8:29');
  await work.tick();
  expect(await work.told(childId)).toEqual([]);
  work.at('8:30');
  await work.tick();
  expect(await work.told(childId)).toEqual(['late open']);
});

test('the overview shows what has reached the director, by room, with who it is about; what is only the room’s it does not', async () => {
  const exceptions = async () =>
    ((await director('GET', '/api/admin/dashboard')).body as Dashboard).exceptions.filter(
      ({ kind }) => kind === 'alert',
    );
  work.at('8:20');
  await work.tick();
  expect(await exceptions()).toEqual([]);
  work.at('9:00');
  await work.tick();
  const found = await exceptions();
  expect(found).toMatchObject([
    { alert: 'absent', siteName: '海棠园', since: '2026-06-03T00:00:00.000Z' },
    { alert: 'absent', siteName: '海棠园' },
  ]);
  expect(found.flatMap((each) => ('names' in each ? each.names : [])).sort()).toEqual(['安安', '李朵朵', '石磊']);
});
