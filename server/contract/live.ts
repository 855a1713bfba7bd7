import { z } from 'zod';
import { CameraPhase } from './cameras.ts';
import { AbsenceReason } from './day-notices.ts';
import { CameraId, ChildId, ClassroomId, DayNoticeId, UserId, ViewId } from './ids.ts';
import { Portrait } from './people.ts';
import { Refusal, ViewEnd } from './refusal.ts';

/** mediasoup's own structures have five levels at most. What is deeper is nobody's, and would overflow whoever walks it. */
const PASSED_LEVELS = 6;

/** mediasoup's own structures, bounded, passed through; mediasoup itself checks what is inside. */
const Passed = z.record(z.string(), z.unknown()).refine(isShallow, 'too-deep');

/** Level by level and never by recursion, which is what deep input is made to overflow. */
function isShallow(value: object): boolean {
  let level = [value];
  for (let depth = 0; depth < PASSED_LEVELS && level.length > 0; depth += 1)
    level = level.flatMap((each) => Object.values(each as Record<string, unknown>).filter(isObject));
  return level.length === 0;
}
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const BrowserCapabilities = z.object({
  codecs: z.array(Passed).max(100).optional(),
  headerExtensions: z.array(Passed).max(100).optional(),
});
export type BrowserCapabilities = z.infer<typeof BrowserCapabilities>;

export const OpenLiveView = z.object({
  cameraId: CameraId,
  canReceive: BrowserCapabilities,
  stream: z.enum(['main', 'sub']).default('main'),
  /** `https` where the browser can do no WebRTC: the picture is then read, some seconds behind. */
  way: z.enum(['webrtc', 'https']).default('webrtc'),
  /** This page can show a picture of its own first and change over to the one that all share. */
  canCatchUp: z.boolean().default(false),
  /** Why, for those who must say (administrators outside a duty); written into the audit. */
  reason: z.string().trim().min(4).max(300).optional(),
  /** The page asks again after a no, and nobody pressed anything: the same no is not counted twice. */
  byItself: z.boolean().default(false),
});
export const StartLiveView = z.object({
  viewId: ViewId,
  dtls: z.object({
    role: z.enum(['auto', 'client', 'server']).optional(),
    fingerprints: z
      .array(z.object({ algorithm: z.string().max(20), value: z.string().max(300) }))
      .min(1)
      .max(10),
  }),
});
/** After which part; without one, from the newest key frame on. */
export const ReadPicture = z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() });
/** The last part in an answer, and whether it begins anew. */
export const PICTURE_PART_HEADER = 'x-picture-part';
export const PICTURE_BEGINS_HEADER = 'x-picture-begins';
export const SwitchLiveView = z.object({ viewId: ViewId, stream: z.enum(['main', 'sub']) });
/** How far the page is with the other stream; see what a media node makes of it. */
export const StepLiveSwitch = z.object({
  viewId: ViewId,
  consumerId: z.string().max(100),
  step: z.enum(['ready', 'shown', 'given-up']),
});
export const CloseLiveView = z.object({ viewId: ViewId });

const OfferedConsumer = z.object({
  id: z.string(),
  producerId: z.string(),
  kind: z.literal('video'),
  rtpParameters: Passed,
});

/** One of a camera's two streams: clear or saving. */
export const LiveStream = z.object({
  stream: z.enum(['main', 'sub']),
  /** Bits per second of each, measured over the last seconds: 0 before it was weighed, null for one that cannot be had now. */
  bitRates: z.object({ main: z.number().int().nullable(), sub: z.number().int().nullable() }),
  consumer: OfferedConsumer,
  /** The same picture from the last key frame on, for this viewer alone, until the shared one begins; null: the plain way. */
  catchUp: OfferedConsumer.nullable(),
});
export type LiveStream = z.infer<typeof LiveStream>;

/** A way around a network that lets nothing else through; its credential is for this view, for minutes. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string(),
  credential: z.string(),
});
export type IceServer = z.infer<typeof IceServer>;

export const LiveViewOpened = z.object({
  viewId: ViewId,
  /** Until when the answer holds, ISO; it is asked again then, and whenever a fact changes. */
  watchUntil: z.iso.datetime(),
  /** Null: the picture is read over HTTPS. */
  offer: LiveStream.extend({
    transport: z.object({
      id: z.string(),
      iceParameters: Passed,
      iceCandidates: z.array(Passed),
      dtlsParameters: Passed,
    }),
    iceServers: z.array(IceServer),
  }).nullable(),
  camera: z.object({ phase: CameraPhase, since: z.iso.datetime() }),
});
export type LiveViewOpened = z.infer<typeof LiveViewOpened>;

/** A view ended. `again` says that the same view may be opened anew at once, by itself. */
export const LiveEnded = z.object({ viewId: ViewId, reason: ViewEnd, refusal: Refusal.nullable(), again: z.boolean() });
export type LiveEnded = z.infer<typeof LiveEnded>;

/** The camera behind an open view changed its state. */
export const LiveCamera = z.object({ cameraId: CameraId, phase: CameraPhase, since: z.iso.datetime() });
export type LiveCamera = z.infer<typeof LiveCamera>;

/** Someone who watches a room now, as the room's staff see it. */
export const Watching = z.object({
  viewId: ViewId,
  cameraId: CameraId,
  userId: UserId,
  name: z.string(),
  /** 朵朵妈妈 – as the room knows this person; staff carry their role. */
  relation: z.string(),
  portrait: Portrait.nullable(),
  since: z.iso.datetime(),
});
export type Watching = z.infer<typeof Watching>;

/** May I watch this camera now? The answer to the person asking. */
export const ViewAnswer = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true), until: z.iso.datetime(), childId: ChildId.nullable() }),
  z.object({ allowed: z.literal(false), refusal: Refusal }),
]);
export type ViewAnswer = z.infer<typeof ViewAnswer>;

/** A camera of a room of one's own child. */
export const CameraTile = z.object({
  cameraId: CameraId,
  name: z.string(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  view: ViewAnswer,
  camera: z.object({ phase: CameraPhase, since: z.iso.datetime() }),
});
export type CameraTile = z.infer<typeof CameraTile>;

const Span = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

/** A parent's home: their own children, and the cameras of the rooms these are enrolled in. */
export const ParentHome = z.object({
  now: z.iso.datetime(),
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      nickname: z.string(),
      portrait: Portrait.nullable(),
      relation: z.string(),
      siteName: z.string(),
      sitePhone: z.string(),
      timeZone: z.string(),
      classroom: z.object({ classroomId: ClassroomId, name: z.string(), kind: z.string() }).nullable(),
      /** Nothing shines through when the right is withdrawn: then it reads `unknown`. */
      attendance: z.object({
        state: z.enum(['expected', 'present', 'left', 'unknown']),
        at: z.iso.datetime().nullable(),
      }),
      /** What counts today of what the family said, and whether somebody waits for its word. */
      word: z.object({
        absence: z.object({ noticeId: DayNoticeId, reason: AbsenceReason }).nullable(),
        latePickUpUntil: z.iso.datetime().nullable(),
        /** Who was announced to fetch the child. */
        fetchedBy: z.string().nullable(),
        /** The child was expected since then and nobody has said why it is not there. */
        unexplainedSince: z.iso.datetime().nullable(),
      }),
      tiles: z.array(CameraTile),
      /** Today's opening hours and the spans in which this room can be watched. */
      day: z.object({ hours: z.array(Span), windows: z.array(Span) }),
      /** What expires within 30 days. */
      expiring: z.array(
        z.object({ kind: z.enum(['agreement', 'insurance', 'risk_notice', 'video']), validUntil: z.iso.datetime() }),
      ),
      /** What has to be signed or shown for this child, beside what already waits for the nursery. */
      unsigned: z.array(z.enum(['agreement', 'insurance', 'risk_notice', 'video'])),
    }),
  ),
  minutes: z.object({ used: z.number(), limit: z.number().nullable() }),
  /** Last characters of the phone number, for the watermark. */
  watermark: z.string(),
});
export type ParentHome = z.infer<typeof ParentHome>;

/** Who looked at one's own child's rooms. Other families are counted, never named. */
export const ViewingLog = z.object({
  looks: z.array(
    z.object({
      lookId: z.string(),
      /** A moving picture, or the still ones that a page shows beside each other. */
      kind: z.enum(['view', 'stills']),
      at: z.iso.datetime(),
      /** null while it runs. */
      until: z.iso.datetime().nullable(),
      as: z.enum(['self', 'own-family', 'other-family', 'staff', 'guest']),
      name: z.string().nullable(),
      cameraName: z.string(),
      roomName: z.string(),
      endReason: ViewEnd.nullable(),
    }),
  ),
  /** Looks of families before this are too many to list; null: all of them are here. */
  familiesSince: z.iso.datetime().nullable(),
});
export type ViewingLog = z.infer<typeof ViewingLog>;
