import { z } from 'zod';
import type {
  BrowserCapabilities,
  CloseLiveView,
  LiveCamera,
  LiveEnded,
  LiveStream,
  LiveViewOpened,
  OpenLiveView,
  StartLiveView,
  StepLiveSwitch,
  SwitchLiveView,
} from './live.ts';
import { alertCleared, alertRaised } from './alerts.ts';
import { concernChanged } from './concerns.ts';
import { CameraFault, CameraPhase } from './cameras.ts';
import { roomChecked } from './checks.ts';
import { AbsenceReason, NoticeKind } from './day-notices.ts';
import { FollowUpKind, HealthPeriod, HealthSign } from './health.ts';
import { incidentChanged, incidentTold } from './incidents.ts';
import { CameraId, ChildId, ClassroomId, DayNoticeId, HealthCheckId, SiteId, ViewId } from './ids.ts';
import type { LiveSeen } from './live-seen.ts';
import type { CloseNetworkTest, NetworkTestOpened, OpenNetworkTest, StartNetworkTest } from './network-test.ts';
import type { Reply } from './problem.ts';
import { ROOM_RULES } from './room-standard.ts';

/**
 * The event log as recipients see it. Each payload is made for its recipient: a guardian's never holds another child's
 * name, and nothing here holds an address or a secret.
 */
const base = {
  position: z.number().int(),
  /** When it happened. */
  at: z.iso.datetime(),
  /** When it was recorded, where that was on a later day. */
  recordedAt: z.iso.datetime().optional(),
  siteId: SiteId.nullable(),
};
const notice = {
  noticeId: DayNoticeId,
  kind: NoticeKind,
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  reason: AbsenceReason.nullable(),
  untilMinute: z.number().int().nullable(),
  withName: z.string().nullable(),
  by: z.string(),
};
const child = { childId: ChildId, childName: z.string(), classroomId: ClassroomId, classroomName: z.string() };

export const EventView = z.discriminatedUnion('type', [
  /** `withName`: who brought the child, where that was recorded. */
  z.object({
    ...base,
    type: z.literal('attendance:checked-in'),
    ...child,
    by: z.string(),
    withName: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('attendance:checked-out'),
    ...child,
    by: z.string(),
    withName: z.string().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('attendance:undone'),
    ...child,
    undid: z.enum(['checked_in', 'checked_out', 'transferred']),
    by: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('attendance:transferred'),
    ...child,
    fromClassroomName: z.string(),
    by: z.string(),
  }),
  /** `was` null: nobody had recorded it; `becomes` null: it did not happen. `at` is when it was corrected. */
  z.object({
    ...base,
    type: z.literal('attendance:corrected'),
    ...child,
    kind: z.enum(['checked_in', 'checked_out', 'transferred']),
    was: z.iso.datetime().nullable(),
    becomes: z.iso.datetime().nullable(),
    withName: z.string().nullable(),
    by: z.string(),
  }),
  /**
   * A record that contradicts another one stands beside it until somebody settles it. Of who fetched the child its family
   * hears; of the rest staff alone.
   */
  z.object({
    ...base,
    type: z.literal('attendance:contradicted'),
    ...child,
    by: z.string(),
    about: z.enum(['departure', 'presence']),
  }),
  /** For staff of the room that a child is in no more. */
  z.object({
    ...base,
    type: z.literal('attendance:moved-away'),
    ...child,
    toClassroomName: z.string(),
    by: z.string(),
  }),
  /** A family said something of coming days, or took it back. */
  z.object({ ...base, type: z.literal('notice:given'), ...child, ...notice }),
  z.object({ ...base, type: z.literal('notice:withdrawn'), ...child, ...notice }),
  /** For those who care for the child: a look at its health. `takenBack`: the look it names did not happen after all. */
  z.object({
    ...base,
    type: z.literal('health:checked'),
    ...child,
    by: z.string(),
    checkId: HealthCheckId,
    period: HealthPeriod,
    temperature: z.number().int().nullable(),
    signs: z.array(HealthSign),
    isAbnormal: z.boolean(),
    takenBack: z.boolean(),
    /** It stands for an earlier one of the same part of the day. */
    corrects: z.boolean(),
  }),
  z.object({
    ...base,
    type: z.literal('health:followed-up'),
    ...child,
    by: z.string(),
    checkId: HealthCheckId,
    kind: FollowUpKind,
    temperature: z.number().int().nullable(),
  }),
  z.object({
    ...base,
    type: z.literal('camera:paused'),
    cameraId: CameraId,
    cameraName: z.string(),
    classroomId: ClassroomId,
    until: z.iso.datetime(),
  }),
  z.object({
    ...base,
    type: z.literal('camera:resumed'),
    cameraId: CameraId,
    cameraName: z.string(),
    classroomId: ClassroomId,
  }),
  /** `fault` is null for guardians. */
  z.object({
    ...base,
    type: z.literal('camera:state'),
    cameraId: CameraId,
    cameraName: z.string(),
    classroomId: ClassroomId,
    phase: CameraPhase,
    fault: CameraFault.nullable(),
  }),
  /** Something changed that may open or close a view: ask again. `own`: it is about the recipient, who may be more or less now. */
  z.object({ ...base, type: z.literal('access:changed'), own: z.boolean() }),
  /** For staff of a room: somebody came, went, rests or moved. */
  z.object({ ...base, type: z.literal('staffing:changed'), classroomId: ClassroomId, by: z.string() }),
  /** For staff of a room: it has more children than its caregivers or its places allow. */
  z.object({
    ...base,
    type: z.literal('ratio:breached'),
    classroomId: ClassroomId,
    classroomName: z.string(),
    kind: z.enum(['ratio', 'capacity']),
    children: z.number().int(),
    staff: z.number().int(),
    limit: z.number().int(),
    rule: z.enum(ROOM_RULES),
  }),
  z.object({
    ...base,
    type: z.literal('ratio:restored'),
    classroomId: ClassroomId,
    classroomName: z.string(),
    kind: z.enum(['ratio', 'capacity']),
  }),
  /** For staff of a room: who watches has changed. */
  z.object({ ...base, type: z.literal('watching:changed'), cameraId: CameraId, classroomId: ClassroomId }),
  /** For administrators beside the one who looked: it was for a stated reason, and one of them says that they know. */
  z.object({
    ...base,
    type: z.literal('look:reasoned'),
    viewId: ViewId,
    cameraId: CameraId,
    cameraName: z.string(),
    classroomId: ClassroomId,
    by: z.string(),
  }),
  z.object({ ...base, type: z.literal('look:known') }),
  /** Whom the child may be fetched by has changed: named, given a code for today, or no more. */
  z.object({
    ...base,
    type: z.literal('pickup:changed'),
    ...child,
    by: z.string(),
    personName: z.string(),
    what: z.enum(['named', 'photo', 'code', 'withdrawn']),
  }),
  /**
   * For who answers for the site alone: somebody whom an order keeps from this child stands in the room's door (`here`), was
   * to be named as one who fetches it (`named`), or tried the screen at the entrance (`kiosk`). The room may be unknown.
   */
  z.object({
    ...base,
    type: z.literal('pickup:alarm'),
    alarmId: z.uuid(),
    childId: ChildId,
    childName: z.string(),
    classroomId: ClassroomId.nullable(),
    classroomName: z.string(),
    personName: z.string(),
    by: z.string(),
    what: z.enum(['here', 'named', 'kiosk', 'handed']),
  }),
  z.object({ ...base, type: z.literal('pickup:alarm-known') }),
  /** For the room: a guardian has come to the entrance for this child. */
  z.object({ ...base, type: z.literal('door:waiting'), ...child, by: z.string(), relation: z.string() }),
  /** Somebody in the room has seen it. */
  z.object({ ...base, type: z.literal('door:answered'), ...child }),
  /** A time has passed; and it was answered, or is over. A family hears of its own child, and not of every kind. */
  z.object({ ...base, type: z.literal('alert:raised'), ...alertRaised }),
  z.object({ ...base, type: z.literal('alert:cleared'), ...alertCleared }),
  /** For staff of the room and who answers for the site: something happened, or something was done about it. */
  z.object({ ...base, type: z.literal('incident:changed'), ...incidentChanged }),
  /** For the child's family alone; staff hear of the same by 'incident:changed'. */
  z.object({ ...base, type: z.literal('incident:told'), ...incidentTold }),
  /** For one who may read the report, each by themselves. */
  z.object({ ...base, type: z.literal('concern:changed'), ...concernChanged }),
  /** For staff: sleepers were looked at, or a daily check was made, or taken back. */
  z.object({ ...base, type: z.literal('room:checked'), ...roomChecked }),
  /** For administrators: sites, rooms, cameras, people or devices have changed; `what` names the list to read again. */
  z.object({
    ...base,
    type: z.literal('register:changed'),
    what: z.enum(['sites', 'classrooms', 'cameras', 'people', 'devices']),
  }),
]);
export type EventView = z.infer<typeof EventView>;
export type EventType = EventView['type'];

export const EventsSince = z.object({ after: z.number().int().min(0) });
/** At most 500 a page; `more` says that another page follows. */
export const EventPage = z.object({ events: z.array(EventView), position: z.number().int(), more: z.boolean() });
export type EventPage = z.infer<typeof EventPage>;

/** Told to every socket at once after it connected. */
export type Hello = { position: number; capabilities: BrowserCapabilities | null; now: string };

type Ask<In, Out> = (input: In, reply: (answer: Reply<Out>) => void) => void;

export type ClientToServer = {
  'live:open': Ask<z.input<typeof OpenLiveView>, LiveViewOpened>;
  'live:start': Ask<z.input<typeof StartLiveView>, null>;
  'live:switch': Ask<z.input<typeof SwitchLiveView>, LiveStream>;
  'live:switch-step': Ask<z.input<typeof StepLiveSwitch>, null>;
  'live:close': Ask<z.input<typeof CloseLiveView>, null>;
  /** What the page has shown of a view, for the curves of whoever runs the service. */
  'live:seen': Ask<LiveSeen, null>;
  'network-test:open': Ask<z.input<typeof OpenNetworkTest>, NetworkTestOpened>;
  'network-test:start': Ask<z.input<typeof StartNetworkTest>, null>;
  'network-test:close': Ask<z.input<typeof CloseNetworkTest>, null>;
  'events:since': Ask<z.input<typeof EventsSince>, EventPage>;
};

export type ServerToClient = {
  hello: (hello: Hello) => void;
  event: (event: EventView) => void;
  'live:ended': (ended: LiveEnded) => void;
  'live:camera': (camera: LiveCamera) => void;
  /** The session behind this socket is over; the socket is closed right after. */
  'session:ended': (why: { reason: 'signed-out' | 'account-inactive' | 'device-revoked' | 'expired' }) => void;
};
