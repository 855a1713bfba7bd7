import { z } from 'zod';
import { CameraId, ClassroomId, SiteId } from './ids.ts';

/** Lawful areas. Nursing rooms, toilets and changing rooms (State Council Order 799, 2025) are named to be refused with a sentence. */
export const AREA_KINDS = ['classroom', 'activity', 'sleep', 'dining', 'outdoor', 'corridor'] as const;
export const FORBIDDEN_AREA_KINDS = ['nursing_room', 'toilet', 'changing_room'] as const;
export const AreaKind = z.enum(AREA_KINDS);
export const AskedAreaKind = z.enum([...AREA_KINDS, ...FORBIDDEN_AREA_KINDS]);

export const CAMERA_PHASES = ['connecting', 'live', 'stalled', 'offline'] as const;
export const CameraPhase = z.enum(CAMERA_PHASES);
export type CameraPhase = z.infer<typeof CameraPhase>;

/** The same codes as media's CAMERA_FAULTS (a test holds them together); each has a sentence that says what to do. */
export const CAMERA_FAULTS = [
  'address-malformed',
  'address-refused',
  'unreachable',
  'no-answer',
  'went-silent',
  'not-rtsp',
  'not-onvif',
  'wrong-password',
  'path-not-found',
  'redirected',
  'no-video',
  'codec-h265',
  'codec-unsupported',
  'closed-by-camera',
  'refused-by-camera',
] as const;
export const CameraFault = z.enum(CAMERA_FAULTS);
export type CameraFault = z.infer<typeof CameraFault>;

export const PROBE_ADVICE = [
  'b-frames',
  'key-frames-rare',
  'key-frames-irregular',
  'parameter-sets-missing',
  'large-picture',
  'high-bit-rate',
  'no-sub-stream',
  'clock-wrong',
] as const;
export type ProbeAdvice = (typeof PROBE_ADVICE)[number];

/** `must`: the live picture suffers. `should`: it works, and would be better. `fine`: nothing to do. */
export const ADVICE_GRAVITY: Record<ProbeAdvice, 'must' | 'should' | 'fine'> = {
  'b-frames': 'must',
  'key-frames-rare': 'should',
  'key-frames-irregular': 'should',
  'parameter-sets-missing': 'fine',
  'large-picture': 'should',
  'high-bit-rate': 'should',
  'no-sub-stream': 'should',
  'clock-wrong': 'should',
};

export const ProbedStreamView = z.object({
  widthPx: z.number(),
  heightPx: z.number(),
  framesPerSecond: z.number(),
  bitsPerSecond: z.number(),
  keyFrameEverySeconds: z.number().nullable(),
  /** Six hex digits; the first two are the profile. */
  profileLevelId: z.string(),
});
const Seen = z.object({
  ok: z.literal(true),
  main: ProbedStreamView,
  sub: ProbedStreamView.nullable(),
  advice: z.array(z.enum(PROBE_ADVICE)),
  /** Offered by the camera, never asked for. */
  hasSound: z.boolean(),
  /** How far its clock is ahead; null when it does not tell. */
  clockOffsetSeconds: z.number().int().nullable(),
});
const NotSeen = z.object({ ok: z.literal(false), stream: z.enum(['main', 'sub']), fault: CameraFault });
/** What the last look at a stored camera found: no picture, no address. */
export const CameraLook = z.discriminatedUnion('ok', [Seen, NotSeen]);
export type CameraLook = z.infer<typeof CameraLook>;
/** `picture` is data:image/jpeg;base64,… or null. */
export const ProbeAnswer = z.discriminatedUnion('ok', [Seen.extend({ picture: z.string().nullable() }), NotSeen]);
export type ProbeAnswer = z.infer<typeof ProbeAnswer>;

/** As an administrator sees a camera: never its address or password, these are write-only. */
export const CameraView = z.object({
  cameraId: CameraId,
  siteId: SiteId,
  classroomId: ClassroomId,
  classroomName: z.string(),
  name: z.string(),
  areaKind: AreaKind,
  isEnabled: z.boolean(),
  hasSubStream: z.boolean(),
  phase: CameraPhase,
  fault: CameraFault.nullable(),
  phaseSince: z.iso.datetime(),
  /** Until its first picture families are neither shown it nor told of it. */
  hasBeenLive: z.boolean(),
  pausedUntil: z.iso.datetime().nullable(),
  /** All of them: what a pause or a removal would end. */
  viewsNow: z.number().int(),
  /** Those of them that are staff's, tablets included. */
  staffViewsNow: z.number().int(),
  /** What the last look at its streams found, and when; null when it was never looked at. */
  look: CameraLook.nullable(),
  lookedAt: z.iso.datetime().nullable(),
  /** The register: where the sign hangs that tells of the camera, and what it sees; empty: not written down yet. */
  signage: z.string(),
  coverage: z.string(),
});
export type CameraView = z.infer<typeof CameraView>;

const streamAddress = z.string().trim().min(1).max(2_000);
/** Where a camera is, as typed: user name and password may also stand inside the address; they are taken out of it. */
export const CameraAddress = z.object({
  main: streamAddress,
  sub: streamAddress.nullable().default(null),
  username: z.string().max(200).default(''),
  password: z.string().max(200).default(''),
});
export type CameraAddress = z.infer<typeof CameraAddress>;

const registerText = z.string().trim().max(200);

export const AddCamera = z.object({
  classroomId: ClassroomId,
  name: z.string().trim().min(1).max(40),
  areaKind: AskedAreaKind,
  address: CameraAddress,
  signage: registerText.default(''),
  coverage: registerText.default(''),
});
export const ChangeCamera = z.object({
  name: z.string().trim().min(1).max(40).optional(),
  isEnabled: z.boolean().optional(),
  address: CameraAddress.optional(),
  areaKind: AskedAreaKind.optional(),
  signage: registerText.optional(),
  coverage: registerText.optional(),
});
/** The register of a site as a file. */
export const CameraRegister = z.object({ siteId: SiteId, language: z.enum(['zh', 'en']) });
export const ProbeCamera = z.object({ siteId: SiteId, address: CameraAddress });

/** Which cameras answer in the site's camera networks. */
export const SearchCameras = z.object({ siteId: SiteId });
export const FoundCamera = z.object({
  address: z.string(),
  /** Where its account is tried, see ReadStreams. */
  service: z.string(),
  /** As the device calls itself: a stranger's text. */
  name: z.string().nullable(),
  model: z.string().nullable(),
  /** Names of the site's cameras at this address already. */
  registeredAs: z.array(z.string()),
});
export type FoundCamera = z.infer<typeof FoundCamera>;
export const SearchAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), cameras: z.array(FoundCamera) }),
  z.object({ ok: z.literal(false), why: z.enum(['no-networks', 'networks-too-wide']) }),
]);
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const ReadStreams = z.object({
  siteId: SiteId,
  service: z.string().min(1).max(300),
  username: z.string().max(200),
  password: z.string().max(200),
});
/** The addresses of its pictures, to be looked at and stored; never the account. */
export const StreamsAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), main: z.string(), sub: z.string().nullable() }),
  z.object({ ok: z.literal(false), fault: CameraFault }),
]);
export type StreamsAnswer = z.infer<typeof StreamsAnswer>;

export const PAUSE_MINUTES = [5, 10, 15, 30] as const;
export const PauseCamera = z.object({ minutes: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30)]) });
export const Paused = z.object({ pausedUntil: z.iso.datetime().nullable(), endedViews: z.number().int() });
