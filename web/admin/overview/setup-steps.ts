import type { ClassroomView, SiteView } from '#contract/people.ts';

export type SetupStep = 'live-off' | 'no-rooms' | 'no-cameras' | 'no-hours' | 'rooms-blocked' | 'consents-missing';

/** A line of the overview's list. */
export type SetupLine = {
  kind: 'setup';
  step: SetupStep;
  n: number;
  siteId: string;
  siteName: string;
  since: null;
  gravity: number;
};

/** After everything that worked once and does not now. */
const GRAVITY = 4;

/** What still keeps a site's families from watching, in the order in which a nursery sets itself up. */
export function setupStepsOf(sites: readonly SiteView[], rooms: readonly ClassroomView[] | null): SetupLine[] {
  return sites.flatMap((site) =>
    stepsOf(site, rooms && rooms.filter(({ siteId }) => siteId === site.siteId)).map(({ step, n }): SetupLine => {
      const { siteId, name: siteName } = site;
      return { kind: 'setup', step, n, siteId, siteName, since: null, gravity: GRAVITY };
    }),
  );
}

/** @param rooms null while they are still read: nothing is said of them */
function stepsOf(site: SiteView, rooms: readonly ClassroomView[] | null): { step: SetupStep; n: number }[] {
  const blocked = rooms?.filter(({ consentGaps }) => consentGaps.length > 0).length ?? 0;
  const steps: [SetupStep, boolean, number][] = [
    ['no-hours', site.hours.length === 0, 0],
    ['no-rooms', rooms?.length === 0, 0],
    ['no-cameras', site.cameras === 0, 0],
    ['consents-missing', site.childrenWithoutConsents > 0, site.childrenWithoutConsents],
    ['rooms-blocked', blocked > 0, blocked],
    ['live-off', site.liveViewOnSince === null, 0],
  ];
  return steps.filter(([, isMissing]) => isMissing).map(([step, , n]) => ({ step, n }));
}
