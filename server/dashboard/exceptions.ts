import {
  type ConcernStanding,
  type Exception,
  type IncidentStanding,
  type RoomStanding,
  SETUP_STEPS,
  type SetupStep,
} from '../contract/dashboard.ts';
import type { CameraId, ClassroomId, SiteId, ViewId } from '../contract/ids.ts';
import type { CameraFault } from '../contract/cameras.ts';
import type { ClassroomView, SiteView } from '../contract/people.ts';
import type { Tablet, TroubledCamera } from './exception-rows-store.ts';
import type { PickupAlarm } from '../contract/pickups.ts';
import type { OpenLook } from './open-looks.ts';
import { caregiversIn, loadOf, type StaffNow } from './staffing.ts';

/** What exceptions are made of; of sites that are seen in part alone, the sites' own facts. */
export type Found = {
  sites: readonly (SiteView & { isPart: boolean })[];
  rooms: readonly ClassroomView[];
  cameras: readonly TroubledCamera[];
  tablets: readonly Tablet[];
  scans: readonly { siteId: string; n: number; since: Date }[];
  looks: readonly OpenLook[];
  alarms: readonly PickupAlarm[];
  standing: readonly RoomStanding[];
  incidents: readonly IncidentStanding[];
  concerns: readonly ConcernStanding[];
  guardiansOf: ReadonlyMap<string, number>;
  arrivalsIn: ReadonlyMap<string, Date[]>;
  staff: StaffNow;
  at: Date;
};

type Draft = Exception extends infer E ? (E extends Exception ? Omit<E, 'siteName'> : never) : never;

/** Grave is what endangers children or breaks what families have now; what was never there yet comes last. */
function gravityOf(exception: Exception): number {
  const { kind } = exception;
  if (kind === 'room-blocked') return exception.isNow ? 2 : 5;
  if (kind === 'setup') return gravityOfStep(exception.step);
  if (kind === 'incident') return gravityOfIncident(exception);
  if (kind !== 'camera') return GRAVITY[kind];
  if (!exception.hasBeenLive) return 4;
  return exception.phase === 'offline' ? 0 : exception.phase === 'stalled' ? 1 : 3;
}

const GRAVITY: Record<Exclude<Exception['kind'], 'camera' | 'room-blocked' | 'setup' | 'incident'>, number> = {
  concern: -2,
  'pickup-alarm': -1,
  alert: 0,
  'over-capacity': 0,
  'over-ratio': 0,
  look: 1,
  'scans-waiting': 3,
  'staff-unrecorded': 3,
  tablet: 4,
  'no-signage': 5,
};

/** A family that still must be told of something grave waits for nothing else, nor does what concerns a whole room. */
const gravityOfIncident = ({ what, isGrave, why }: Pick<IncidentStanding, 'what' | 'isGrave' | 'why'>): number =>
  what === 'call' || what === 'open' ? -1 : why === 'not-closed' ? 3 : isGrave ? 0 : what === 'overdue' ? 1 : 2;

/** Without the papers of a child its family sees nothing, whatever else is ready. */
const gravityOfStep = (step: SetupStep): number => (step === 'consents-missing' ? 3 : 5);

/** The gravest first, then the oldest; pure. */
export function exceptionsOf(found: Found): Exception[] {
  const nameOf = new Map<string, string>(found.sites.map(({ siteId, name }) => [siteId, name]));
  const drafts: Draft[] = [
    ...found.cameras.flatMap(cameraDown),
    ...found.rooms.flatMap((room) => overfull(room, found)),
    ...found.sites.flatMap((site) => unrecorded(site, found)),
    ...found.rooms.flatMap((room) => blocked(room, found)),
    ...found.looks.map(lookOf),
    ...found.alarms.map(({ siteId, at, ...alarm }) => ({ kind: 'pickup-alarm' as const, siteId, since: at, ...alarm })),
    ...found.standing.map((alert) => ({ kind: 'alert' as const, ...alert })),
    ...found.incidents.map((incident) => ({ kind: 'incident' as const, ...incident })),
    ...found.concerns.map((concern) => ({ kind: 'concern' as const, ...concern })),
    ...found.scans.map(({ siteId, n, since }) => ({ kind: 'scans-waiting' as const, ...ofSite(siteId, since), n })),
    ...found.tablets.flatMap((tablet) => waiting(tablet, found)),
    ...found.sites.flatMap((site) => lacking(site, found)),
  ];
  return drafts
    .map((draft): Exception => ({ ...draft, siteName: nameOf.get(draft.siteId) ?? '' }))
    .sort((a, b) => gravityOf(a) - gravityOf(b) || ageOf(a).localeCompare(ageOf(b)));
}

/** Instants in ISO sort by their letters; what has none comes after what has. */
const ageOf = ({ since }: Exception): string => since ?? '~';
const ofSite = (siteId: string, since: Date | null) => ({
  siteId: siteId as SiteId,
  since: since?.toISOString() ?? null,
});
const ofRoom = ({ classroomId, name }: ClassroomView) => ({ classroomId, classroomName: name });

function cameraDown({ id, siteId, name, classroom, phase, fault, phaseSince, firstLiveAt }: TroubledCamera): Draft[] {
  if (phase === 'live') return [];
  return [
    {
      kind: 'camera',
      ...ofSite(siteId, phaseSince),
      cameraId: id as CameraId,
      cameraName: name,
      classroomId: classroom.id as ClassroomId,
      classroomName: classroom.name,
      phase: phase as 'connecting' | 'stalled' | 'offline',
      fault: fault as CameraFault | null,
      hasBeenLive: firstLiveAt !== null,
    },
  ];
}

/** Too full since the arrival that was one too many, of those who are there now; too few hands since the breach began. */
function overfull(room: ClassroomView, { arrivalsIn, staff }: Found): Draft[] {
  const { childrenPresent: present, capacity, ratio, siteId } = room;
  const since = arrivalsIn.get(room.classroomId)?.[capacity] ?? null;
  const drafts: Draft[] = [];
  if (present > capacity)
    drafts.push({ kind: 'over-capacity', ...ofSite(siteId, since), ...ofRoom(room), present, capacity });
  if ((loadOf(room, staff) ?? 0) > 1)
    drafts.push({
      kind: 'over-ratio',
      ...ofSite(siteId, staff.tooFewSince.get(room.classroomId) ?? null),
      ...ofRoom(room),
      ...{ present, caregivers: caregiversIn(staff, room).size, ratio },
    });
  return drafts;
}

/** Children are there, and nobody has ever recorded when the staff came: nothing can be said of the ratio. */
function unrecorded({ siteId, childrenPresent, isPart }: Found['sites'][number], { staff }: Found): Draft[] {
  if (isPart || childrenPresent === 0 || staff.recordedSiteIds.has(siteId)) return [];
  return [{ kind: 'staff-unrecorded', ...ofSite(siteId, null), n: childrenPresent }];
}

function blocked(room: ClassroomView, { guardiansOf }: Found): Draft[] {
  const { consentGaps: gaps, classroomId, siteId } = room;
  if (gaps.length === 0) return [];
  const isNow = gaps.some(({ blocksNow }) => blocksNow);
  const counted = gaps.filter(({ blocksNow }) => blocksNow || !isNow);
  const count = (who: 'child' | 'staff') => counted.filter((gap) => gap.who === who).length;
  return [
    {
      kind: 'room-blocked',
      ...ofSite(siteId, null),
      ...ofRoom(room),
      isNow,
      children: count('child'),
      staff: count('staff'),
      guardians: guardiansOf.get(classroomId) ?? 0,
    },
  ];
}

const lookOf = (look: OpenLook): Draft => ({
  kind: 'look',
  ...ofSite(look.siteId, look.at),
  viewId: look.viewId as ViewId,
  cameraId: look.cameraId as CameraId,
  cameraName: look.cameraName,
  classroomId: look.classroomId as ClassroomId,
  classroomName: look.classroomName,
  ...{ by: look.by, reason: look.reason, n: look.n },
});

function waiting(tablet: Tablet, { tablets, at }: Found): Draft[] {
  const { id, siteId, name, classroom, pairedAt, revokedAt, codeExpiresAt } = tablet;
  if (pairedAt !== null || revokedAt !== null) return [];
  const same = tablets.filter((other) => other.name === name && other.classroom.id === classroom.id);
  return [
    {
      kind: 'tablet',
      ...ofSite(siteId, null),
      classroomId: classroom.id as ClassroomId,
      classroomName: classroom.name,
      deviceId: id,
      name,
      nth: same.length > 1 ? same.indexOf(tablet) + 1 : null,
      isExpired: codeExpiresAt === null || codeExpiresAt <= at,
    },
  ];
}

/** What still keeps a site's families from watching, in the order in which a nursery sets itself up. */
function lacking(site: Found['sites'][number], { rooms, cameras }: Found): Draft[] {
  const { siteId, isPart } = site;
  const isOn = site.liveViewOnSince !== null;
  const lacks: Record<SetupStep, number | boolean> = {
    'no-hours': site.hours.length === 0,
    'no-rooms': !isPart && !rooms.some((room) => room.siteId === siteId),
    'no-cameras': !isPart && site.cameras === 0,
    'no-basis': isOn && !site.liveViewBasis,
    'consents-missing': site.childrenWithoutConsents,
    'live-off': !isOn,
  };
  const unsigned = cameras.filter((camera) => camera.siteId === siteId && camera.signage === '').length;
  const place = ofSite(siteId, null);
  return [
    ...SETUP_STEPS.filter((step) => Number(lacks[step]) > 0).map((step): Draft => {
      return { kind: 'setup', ...place, step, n: Number(lacks[step]) };
    }),
    ...(unsigned > 0 ? [{ kind: 'no-signage' as const, ...place, n: unsigned }] : []),
  ];
}
