import { localDay } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { AlertSource } from './alert-source.ts';
import { clockSites, openAlerts, toldAlerts } from './alerts-store.ts';
import { clearAlerts, escalateAlerts, raiseAlerts, type Moment } from './tell-alerts.ts';
import { whatChanged } from './what-changed.ts';

export type AlertDeps = { db: Db; now: Clock; log: Log; sources: readonly AlertSource[] };

/**
 * Looks at every site once: tells what stands and was not told, each once, and clears what stands no more. Any number
 * may look at the same time, and a look that was broken off is finished by the next.
 * @throws AggregateError of the sites that could not be looked at, after all others were
 */
export async function sweepAlerts(deps: AlertDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const site of await clockSites(deps.db)) {
    for (const source of deps.sources) {
      await sweepSite({ db: deps.db, source, site, now: deps.now() }).catch((error: unknown) => {
        deps.log.error({ err: error, siteId: site.siteId }, 'the alerts of a site could not be looked at');
        failures.push(error);
      });
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the alerts of some sites could not be looked at');
}

async function sweepSite(moment: Moment): Promise<void> {
  const { db, source, site, now } = moment;
  const day = localDay(now, site.timeZone);
  const [standing, told] = await Promise.all([
    source.standing(db, { site, day, now }),
    toldAlerts(db, { siteId: site.siteId, day, kinds: source.kinds }),
  ]);
  const { raise, escalate, clear } = whatChanged(standing, told, now);
  await clearAlerts(moment, clear); // first: what gives way to another is not open beside it
  await escalateAlerts(moment, escalate);
  await raiseAlerts(moment, raise);
}

/** Whom a record was about: alerts that it answers are cleared at once, and need not wait for the next round. */
export type Answered = { childIds: readonly string[] } | { classroomId: string };

/** Call it after the commit. Never rejects: what could not be cleared now is cleared by the next round. */
export async function clearAnswered(deps: AlertDeps, answered: Answered): Promise<void> {
  const isOf = 'childIds' in answered ? 'children' : 'rooms';
  const sources = deps.sources.filter((source) => source.isOf === isOf);
  try {
    for (const source of sources) {
      const open = await openAlerts(deps.db, answered, source.kinds);
      const sites = open.length === 0 ? [] : await clockSites(deps.db, [...new Set(open.map(({ siteId }) => siteId))]);
      for (const site of sites) {
        const ofSite = open.filter(({ siteId }) => siteId === site.siteId);
        await clearAlerts({ db: deps.db, source, site, now: deps.now() }, ofSite);
      }
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'answered alerts could not be cleared; the next round does it');
  }
}
