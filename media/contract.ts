import { z } from 'zod';
import { type DtlsParameters, OfferedTransport, Passed } from './handshake.ts';
import type { HttpsViewing } from './https/https-viewing.ts';
import type { NetworkTests } from './network-test-contract.ts';
import { StreamOffer, type SwitchStep } from './stream-offer.ts';

export { DtlsParameters } from './handshake.ts';

/**
 * All that the server may know of media. A node speaks of cameras and views, never of people:
 * whoever calls `openViewer` has decided already. Schemas stand beside the types because the same
 * commands cross a wire when the node is a process of its own.
 */

/** Where one stream of a camera is. Lives in memory only: never logged, never sent to a browser. */
export const StreamSource = z.object({
  /** `rtsp://host[:port]/path`, without credentials. */
  url: z.string().max(2_000),
  username: z.string().max(200),
  password: z.string().max(200),
});
export type StreamSource = z.infer<typeof StreamSource>;

export const CameraSource = z.object({
  cameraId: z.uuid(),
  main: StreamSource,
  /** The small picture, where the camera has one. */
  sub: StreamSource.nullable(),
  /** CIDR blocks in which this camera may be; an address outside of them is never dialled. */
  allowedNetworks: z.array(z.string()),
});
export type CameraSource = z.infer<typeof CameraSource>;

/** What is wrong with a camera, as a code; the sentences are the web's. */
export const CAMERA_FAULTS = [
  'address-malformed', // not an rtsp(s) address
  'address-refused', // resolves to an address outside the allowed networks
  'unreachable', // nothing listens there, or no route
  'no-answer', // the connection stands, and no reply came
  'went-silent', // it answered, then no picture came
  'not-rtsp', // something else answers at that port
  'not-onvif', // what answers there is no ONVIF device
  'wrong-password',
  'path-not-found', // 404: the camera has no such stream
  'redirected', // it sends us elsewhere; never followed
  'no-video', // its description has no video track
  'codec-h265',
  'codec-unsupported',
  'closed-by-camera',
  'refused-by-camera', // any other answer that is not 200
] as const;
export const CameraFault = z.enum(CAMERA_FAULTS);
export type CameraFault = z.infer<typeof CameraFault>;

export const CAMERA_PHASES = ['connecting', 'live', 'stalled', 'offline'] as const;

/** State of a camera's main stream. `since` is when this phase began, ISO, UTC, the node's clock. */
export const CameraState = z.object({
  cameraId: z.uuid(),
  phase: z.enum(CAMERA_PHASES),
  fault: CameraFault.nullable(),
  since: z.iso.datetime(),
});
export type CameraState = z.infer<typeof CameraState>;

/** Things worth changing at a camera that works. */
export const PROBE_ADVICE = [
  'b-frames',
  'key-frames-rare', // further apart than 2.5 s
  'key-frames-irregular', // "smart codec", "H.264+"
  'parameter-sets-missing', // repaired silently
  'large-picture', // above 1920×1080
  'high-bit-rate', // above 4 Mbit/s
  'no-sub-stream',
  'clock-wrong', // more than 10 s from ours
] as const;

/** JPEG. */
const Picture = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What was seen of one stream in a few seconds of looking at it. */
export const ProbedStream = z.object({
  codec: z.literal('H264'),
  /** Six hex digits of the SPS, for example `4d001f`. */
  profileLevelId: z.string(),
  widthPx: z.number().int(),
  heightPx: z.number().int(),
  framesPerSecond: z.number(),
  bitsPerSecond: z.number(),
  /** Mean distance of key frames; null when fewer than two came. */
  keyFrameEverySeconds: z.number().nullable(),
});
export type ProbedStream = z.infer<typeof ProbedStream>;

export const ProbeReport = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    main: ProbedStream,
    sub: ProbedStream.nullable(),
    advice: z.array(z.enum(PROBE_ADVICE)),
    /** Offered by the camera; it is never asked for. */
    hasSound: z.boolean(),
    /** How far the camera's clock is ahead of the node's; null when it does not tell (no ONVIF at its address). */
    clockOffsetSeconds: z.number().int().nullable(),
    /** One picture; null when none could be decoded. */
    picture: Picture.nullable(),
  }),
  z.object({ ok: z.literal(false), stream: z.enum(['main', 'sub']), fault: CameraFault }),
]);
export type ProbeReport = z.infer<typeof ProbeReport>;

/** Searching more would take longer than anybody waits, and would look like an attack on the network. */
export const MOST_SEARCHED_ADDRESSES = 1_024;

/** An ONVIF device that answered. Name and model are what it says of itself: text of a stranger. */
export const FoundDevice = z.object({
  address: z.ipv4(),
  /** Where it answers, `http(s)://address:port/path`. */
  service: z.string().max(300),
  name: z.string().max(120).nullable(),
  model: z.string().max(120).nullable(),
});
export type FoundDevice = z.infer<typeof FoundDevice>;

export const OnvifLogin = z.object({
  /** As found; only an IP address is dialled, and only within the allowed networks. */
  service: z.string().max(300),
  username: z.string().max(200),
  password: z.string().max(200),
  allowedNetworks: z.array(z.string()),
});
export type OnvifLogin = z.infer<typeof OnvifLogin>;

/** Addresses of a device's streams, without a login, all of them on that device itself. */
export const OnvifReport = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), main: z.string().max(2_000), sub: z.string().max(2_000).nullable() }),
  z.object({ ok: z.literal(false), fault: CameraFault }),
]);
export type OnvifReport = z.infer<typeof OnvifReport>;

export const Poster = z.object({
  jpeg: Picture,
  /** When the key frame arrived here, ISO, UTC. */
  takenAt: z.iso.datetime(),
});
export type Poster = z.infer<typeof Poster>;

export const RtpCapabilities = z.object({
  codecs: z.array(Passed).max(100).optional(),
  headerExtensions: z.array(Passed).max(100).optional(),
});
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

export const OpenViewer = z.object({
  viewId: z.uuid(),
  cameraId: z.uuid(),
  stream: z.enum(['main', 'sub']),
  canReceive: RtpCapabilities,
  /** The browser can show a picture of its own first and change over to the shared one. */
  canCatchUp: z.boolean(),
  /** From now; the node ends the view by itself when it is not renewed in time. */
  leaseMs: z.number().int().min(1).max(60_000),
});
export type OpenViewer = z.infer<typeof OpenViewer>;

/** Everything a browser needs to build its half, in one answer. */
export const ViewerOffer = StreamOffer.extend({ transport: OfferedTransport });
export type ViewerOffer = z.infer<typeof ViewerOffer>;

/** Why a view began with the next key frame instead of at once. */
export const PLAIN_REASONS = [
  'not-asked', // the browser cannot change over
  'cold', // no key frame yet, or none since the camera came back
  'too-large', // the group of pictures is too long or too big to hurry through
  'too-many', // enough newcomers are being caught up
  'slow-link', // the handshake took so long that a burst would only be in the way
] as const;
export type PlainReason = (typeof PLAIN_REASONS)[number];

/** How views began, since the node runs. One that was never started, or never connected, is in none of them. */
export const StartCounts = z.object({
  fastStarts: z.number().int(),
  plainStarts: z.record(z.enum(PLAIN_REASONS), z.number().int()),
});
export type StartCounts = z.infer<typeof StartCounts>;

export const MediaStats = StartCounts.extend({ openViews: z.number().int() });
export type MediaStats = z.infer<typeof MediaStats>;

/** Why the node itself ended a view. */
export const VIEWER_ENDS = ['lease-expired', 'media-restarted', 'camera-removed'] as const;
export type ViewerEnd = (typeof VIEWER_ENDS)[number];

/** What a node tells without being asked. */
export type MediaNodeEvents = {
  /** A camera's state changed; also told for every camera after the node came up. */
  camera: [state: CameraState];
  /** The node closed a view that nobody asked it to close. */
  viewerEnded: [view: { viewId: string; cause: ViewerEnd }];
  /** The node can be asked again. Every view it had before is gone; the cameras are set again by then. */
  up: [];
  /** The node is out of reach; its views end with their leases. */
  down: [];
};

/** Every call but `setCameras` and `close` rejects with this when the node is out of reach. */
export class MediaUnavailable extends Error {
  override readonly name = 'MediaUnavailable';
}

/** The camera is not set, or has no picture yet: nothing can be offered. */
export class CameraNotLive extends Error {
  override readonly name = 'CameraNotLive';
}

/** The browser cannot decode what cameras send (H.264). */
export class CannotReceive extends Error {
  override readonly name = 'CannotReceive';
}

/** The view ended, never was, or was started before. */
export class ViewNotOpen extends Error {
  override readonly name = 'ViewNotOpen';
}

/** What the server may ask of media, wherever it runs. */
export interface MediaNode extends NetworkTests, HttpsViewing {
  /** What the node can send; constant while it runs. The browser loads it before it opens a view. */
  capabilities(): Promise<RtpCapabilities>;
  /**
   * The whole wanted set: cameras not in it are dropped, changed ones are connected anew, equal ones are left alone.
   * A node out of reach is given it when it comes, so this call does not reject for that.
   */
  setCameras(cameras: readonly CameraSource[]): Promise<void>;
  cameraStates(): Promise<CameraState[]>;
  stats(): Promise<MediaStats>;
  /** Looks at a camera that is not set (yet): at most 15 s. Never throws for a camera's fault. */
  probe(source: Omit<CameraSource, 'cameraId'>): Promise<ProbeReport>;
  /**
   * Looks for ONVIF devices at every IPv4 address of these networks: at most 10 s. More than MOST_SEARCHED_ADDRESSES
   * are not searched; nothing outside of them is ever sent a packet or listened to.
   */
  findDevices(networks: readonly string[]): Promise<FoundDevice[]>;
  /** Asks one device for its streams: at most 12 s. Never throws for a camera's fault. */
  readDeviceStreams(login: OnvifLogin): Promise<OnvifReport>;
  /** The last picture decoded from a key frame; null when there is none younger than 60 s. */
  poster(cameraId: string): Promise<Poster | null>;
  /**
   * Prepares receive-only streams of the camera, of which nothing is sent before the start. Holds no permission: the caller has decided.
   * Where the camera has no small picture (now), the main one is offered for it.
   * @throws CameraNotLive
   * @throws CannotReceive
   * @throws ViewNotOpen when it was closed while it was opening
   */
  openViewer(view: OpenViewer): Promise<ViewerOffer>;
  /**
   * Completes DTLS with the browser's half and lets the picture flow.
   * @throws ViewNotOpen when the view is gone or was started already
   */
  startViewer(viewId: string, dtls: DtlsParameters): Promise<void>;
  /**
   * Prepares the other stream beside the one that is sent, on the same transport and under the same lease. The main one
   * begins with its next key frame, while the small one is still shown.
   * @throws ViewNotOpen when the view is gone, was not started yet, or goes meanwhile
   * @throws CameraNotLive
   */
  switchViewer(viewId: string, stream: OpenViewer['stream']): Promise<StreamOffer>;
  /**
   * One step on with the stream whose shared consumer this is; of a switch that another one has overtaken it changes
   * nothing. A browser that says nothing for 10 s is left with what it took last.
   * @throws ViewNotOpen
   */
  stepSwitch(viewId: string, consumerId: string, step: SwitchStep): Promise<void>;
  /** Stops sending before it resolves. Closing twice, or a view long gone, is fine. */
  closeViewer(viewId: string): Promise<void>;
  /** The lease now ends `leaseMs` from now. @returns the given views that are still open; the others are gone. */
  renewViewers(viewIds: readonly string[], leaseMs: number): Promise<string[]>;
  on<E extends keyof MediaNodeEvents>(event: E, listener: (...args: MediaNodeEvents[E]) => void): void;
  /** Ends every view and camera. May be called twice. */
  close(): Promise<void>;
}
