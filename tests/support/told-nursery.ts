import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ChildId, UserId } from '../../server/contract/ids.ts';
import type { NotificationsView } from '../../server/contract/notifications.ts';
import type { NotificationSettings } from '../../server/notifications/notification-settings.ts';
import { openClockwork, type Clockwork } from './clockwork.ts';
import type { PushService } from './push-service.ts';

export type Ask = Awaited<ReturnType<Clockwork['as']>>;
export type ToldNursery = Awaited<ReturnType<typeof openToldNursery>>;
export const NOTIFICATIONS = '/api/me/notifications';

/** The clockwork's nursery at ten, with incidents as its tablet and its director make them, and people who are told elsewhere. */
export async function openToldNursery(settings: Partial<NotificationSettings>) {
  const work = await openClockwork(settings);
  work.at('10:00');
  const { nursery, db } = work;
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  const director = await work.as(nursery.siteAdminId);
  const step = async (by: Ask, incidentId: string, what: object) =>
    expect((await by('POST', `/api/incidents/${incidentId}/steps`, { stepId: randomUUID(), ...what })).status).toBe(
      200,
    );
  const flag = async (kind: string, childIds: ChildId[] = [nursery.duoduo.childId]): Promise<string> => {
    const incidentId = randomUUID();
    const room = { classroomId: nursery.toddlerRoomId, happenedAt: work.clock.now.toISOString() };
    expect((await tablet('POST', '/api/incidents', { incidentId, kind, childIds, ...room })).status).toBe(200);
    return incidentId;
  };
  const submit = async (incidentId: string, childIds: ChildId[] = [nursery.duoduo.childId]) => {
    const children = childIds.map((childId) => ({ childId, told: '手上有一点红，已经冷敷。' }));
    await step(tablet, incidentId, { kind: 'detailed', details: { children } });
    await step(tablet, incidentId, { kind: 'submitted' });
  };
  const call = (incidentId: string, childId: ChildId) =>
    step(tablet, incidentId, {
      ...{ kind: 'called', childId, isReached: true, guardianId: null, happenedAt: work.clock.now.toISOString() },
    });
  return {
    ...work,
    tablet,
    director,
    step,
    flag,
    submit,
    publish: async (incidentId: string) => {
      await submit(incidentId);
      await step(director, incidentId, { kind: 'published' });
    },
    publishGrave: async (incidentId: string) => {
      await submit(incidentId);
      await call(incidentId, nursery.duoduo.childId);
      await step(director, incidentId, { kind: 'published' });
    },
    /** A browser of this person's, told from now on; with what its sign-in may ask. */
    browser: async (service: PushService, userId: UserId, name: string = randomUUID()) => {
      const browser = service.browser(name);
      const as = await work.as(userId);
      const { status, body } = await as('POST', `${NOTIFICATIONS}/browsers`, browser.subscription);
      expect(status).toBe(200);
      const { applicationServerKey } = (body as NotificationsView).push;
      return { ...browser, as, messages: () => browser.messages(applicationServerKey) };
    },
    /** Lets seconds pass, and the minute's job look after what is due. */
    pass: async (seconds: number) => {
      work.clock.now = new Date(work.clock.now.getTime() + seconds * 1_000);
      await work.tick();
    },
    /** What became of the notifications so far: `push published sent`. */
    outcomes: async () =>
      (await db.notification.findMany({ orderBy: [{ position: 'asc' }, { targetId: 'asc' }] })).map(
        ({ channel, kind, outcome }) => `${channel} ${kind} ${outcome ?? 'waits'}`,
      ),
    /** No event is left that nothing was made of. */
    isDerived: async () => {
      const [cursor, newest, open] = await Promise.all([
        db.notificationCursor.findUniqueOrThrow({ where: { id: 1 } }),
        db.event.aggregate({ _max: { position: true } }),
        db.event.count({ where: { position: null } }),
      ]);
      return open === 0 && cursor.position === (newest._max.position ?? 0n);
    },
  };
}
