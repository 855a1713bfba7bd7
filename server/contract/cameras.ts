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
] as const;

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

export const AddCamera = z.object({
  classroomId: ClassroomId,
  name: z.string().trim().min(1).max(40),
  areaKind: AskedAreaKind,
  address: CameraAddress,
});
export const ChangeCamera = z.object({
  name: z.string().trim().min(1).max(40).optional(),
  isEnabled: z.boolean().optional(),
  address: CameraAddress.optional(),
});
export const ProbeCamera = z.object({ siteId: SiteId, address: CameraAddress });

export const ProbedStreamView = z.object({
  widthPx: z.number(),
  heightPx: z.number(),
  framesPerSecond: z.number(),
  bitsPerSecond: z.number(),
  keyFrameEverySeconds: z.number().nullable(),
  profileLevelId: z.string(),
});
export const ProbeAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    main: ProbedStreamView,
    sub: ProbedStreamView.nullable(),
    advice: z.array(z.enum(PROBE_ADVICE)),
    /** data:image/jpeg;base64,… or null. */
    picture: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), stream: z.enum(['main', 'sub']), fault: CameraFault }),
]);
export type ProbeAnswer = z.infer<typeof ProbeAnswer>;

export const PAUSE_MINUTES = [5, 10, 15, 30] as const;
export const PauseCamera = z.object({ minutes: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30)]) });
export const Paused = z.object({ pausedUntil: z.iso.datetime().nullable(), endedViews: z.number().int() });
