import type { Dashboard, DashboardSite } from '#contract/dashboard.ts';

/** What the chosen site is of the whole; no site chosen, or one that is not there: all of it. */
export function scoped(dashboard: Dashboard, siteId: string): Dashboard {
  const site = dashboard.sites.find((each) => each.siteId === siteId);
  if (!site) return dashboard;
  return {
    ...dashboard,
    sites: [site],
    refusedPersons: site.refusedPersons,
    exceptions: dashboard.exceptions.filter((exception) => exception.siteId === siteId),
  };
}

export const sumOf = (sites: readonly DashboardSite[], pick: (site: DashboardSite) => number): number =>
  sites.reduce((total, site) => total + pick(site), 0);

type Refusals = DashboardSite['refusals'];

/** Refused looks of all these sites, the most frequent reason first. */
export function refusalsOf(sites: readonly DashboardSite[]): Refusals {
  const looks = new Map<Refusals[number]['reason'], number>();
  for (const { reason, looks: n } of sites.flatMap(({ refusals }) => refusals))
    looks.set(reason, (looks.get(reason) ?? 0) + n);
  return [...looks].map(([reason, n]) => ({ reason, looks: n })).sort((a, b) => b.looks - a.looks);
}

/** From the first hour at which one of these sites opens today to the last at which one closes; null: all are closed. */
export function openHoursOf(sites: readonly DashboardSite[]): readonly [from: number, to: number] | null {
  const open = sites.flatMap(({ openToday }) => openToday ?? []);
  if (open.length === 0) return null;
  const froms = open.map(({ fromMinute }) => Math.floor(fromMinute / 60));
  return [Math.min(...froms), Math.max(...open.map(({ toMinute }) => Math.ceil(toMinute / 60)))];
}

export type Timeline = DashboardSite['viewers'];

/** Viewers of all these sites by the time on their own clocks. */
export function viewersOf(sites: readonly DashboardSite[]): Timeline {
  const added = (pick: (viewers: Timeline) => number[]): number[] => {
    const lines = sites.map(({ viewers }) => pick(viewers));
    const length = Math.max(0, ...lines.map((line) => line.length));
    return Array.from({ length }, (_, nth) => lines.reduce((total, line) => total + (line[nth] ?? 0), 0));
  };
  return { today: added(({ today }) => today), weekBefore: added(({ weekBefore }) => weekBefore) };
}
