import type { ProblemCode } from '../../server/contract/problem.ts';
import { WHO, type Who } from './security-cast.ts';
import type { Objects } from './security-objects.ts';

type Code = ProblemCode | 'ok';
type Expected = Record<Who, Code>;
export type Named = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** A body that is no JSON, with the headers that say so. */
  raw?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};
export type Row = {
  route: string;
  expected: Expected;
  /** A good request that names these objects. */
  ask: (o: Objects) => Promise<Named>;
  /**
   * What those who may use the route hear of an object elsewhere, which reads exactly as that of none; null when the
   * route names no object. 'not-found' for most.
   */
  elsewhere: Code | null;
};

// --- who hears what -----------------------------------------------------------------------------
export const every = (code: Code): Expected => Object.fromEntries(WHO.map((who) => [who, code])) as Expected;
export const but = (expected: Expected, code: Code, ...whos: Who[]): Expected => ({
  ...expected,
  ...Object.fromEntries(whos.map((who) => [who, code])),
});
export const ANYONE = every('ok');
export const NOBODY = every('not-signed-in');
export const PERSONS = but(but(ANYONE, 'forbidden', 'tablet', 'actingTablet'), 'not-signed-in', 'nobody');
export const office = (...whos: Who[]): Expected =>
  but(but(every('forbidden'), 'not-signed-in', 'nobody'), 'ok', ...whos);
/** Of one's own site only: the administrator of another reads "not found". */
export const ofSite = (...whos: Who[]): Expected => but(office(...whos), 'not-found', 'otherSiteAdmin');
export const ROOM_WORK = but(
  ofSite('caregiver', 'actingTablet', 'siteAdmin', 'operatorAdmin'),
  'who-is-acting',
  'tablet',
);
export const SITE_WRITE = ofSite('siteAdmin', 'operatorAdmin');
export const READERS = office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin', 'orgAdmin', 'inspector');
export const LIST_WRITERS = office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin');

// --- rows ---------------------------------------------------------------------------------------
export const row = (
  route: string,
  expected: Expected,
  ask: Row['ask'] = () => Promise.resolve({}),
  elsewhere: Row['elsewhere'] = 'not-found',
): Row => ({ route, expected, ask, elsewhere });
/** A route that names no object, or whose body does not. */
export const plain = (route: string, expected: Expected, body?: unknown): Row =>
  row(route, expected, () => Promise.resolve({ body }), null);
/** A list: of a site elsewhere it is as empty as of none. */
export const list = (route: string, expected: Expected): Row =>
  row(route, expected, async (o) => ({ query: { siteId: await o.site() } }), 'ok');

export const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
export const reason = '家长会决定';
