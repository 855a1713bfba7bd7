import { z } from 'zod';
import {
  CameraNotLive,
  CameraSource,
  CameraState,
  CannotReceive,
  DtlsParameters,
  FoundDevice,
  MediaStats,
  MediaUnavailable,
  OnvifLogin,
  OnvifReport,
  OpenViewer,
  Poster,
  ProbeReport,
  RtpCapabilities,
  VIEWER_ENDS,
  ViewerOffer,
  ViewNotOpen,
} from './contract.ts';
import { NetworkTestOffer, OpenNetworkTest } from './network-test-contract.ts';
import { OpenHttpsViewer, PictureRead } from './https/https-viewing.ts';
import { StreamOffer, SWITCH_STEPS } from './stream-offer.ts';

/**
 * What crosses between a server and a node in another process: the server calls, the node answers and tells. Both sides
 * parse what they get.
 */

const ANSWERED_WITHIN_MS = 5_000;
const NOTHING = z.void();

/** A call's arguments, its answer, and how long the server waits for it. */
const call = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R, deadlineMs = ANSWERED_WITHIN_MS) => ({
  args,
  result,
  deadlineMs,
});

const ViewId = z.uuid();

export const CALLS = {
  capabilities: call(z.tuple([]), RtpCapabilities),
  setCameras: call(z.tuple([z.array(CameraSource).readonly()]), NOTHING, 15_000),
  cameraStates: call(z.tuple([]), z.array(CameraState)),
  stats: call(z.tuple([]), MediaStats),
  probe: call(z.tuple([CameraSource.omit({ cameraId: true })]), ProbeReport, 20_000),
  findDevices: call(z.tuple([z.array(z.string()).readonly()]), z.array(FoundDevice), 15_000),
  readDeviceStreams: call(z.tuple([OnvifLogin]), OnvifReport, 15_000),
  poster: call(z.tuple([z.uuid()]), Poster.nullable()),
  openViewer: call(z.tuple([OpenViewer]), ViewerOffer),
  startViewer: call(z.tuple([ViewId, DtlsParameters]), NOTHING),
  openHttpsViewer: call(z.tuple([OpenHttpsViewer]), NOTHING),
  readHttpsViewer: call(z.tuple([ViewId, PictureRead.shape.last.nullable()]), PictureRead.nullable()),
  switchViewer: call(z.tuple([ViewId, OpenViewer.shape.stream]), StreamOffer),
  stepSwitch: call(z.tuple([ViewId, z.string(), z.enum(SWITCH_STEPS)]), NOTHING),
  closeViewer: call(z.tuple([ViewId]), NOTHING),
  renewViewers: call(z.tuple([z.array(ViewId).readonly(), OpenViewer.shape.leaseMs]), z.array(ViewId)),
  openNetworkTest: call(z.tuple([OpenNetworkTest]), NetworkTestOffer),
  startNetworkTest: call(z.tuple([OpenNetworkTest.shape.testId, DtlsParameters]), NOTHING),
  closeNetworkTest: call(z.tuple([OpenNetworkTest.shape.testId]), NOTHING),
};
export type CallName = keyof typeof CALLS;
export type CallArgs<N extends CallName> = z.output<(typeof CALLS)[N]['args']>;
export type CallResult<N extends CallName> = z.output<(typeof CALLS)[N]['result']>;

export const CallNameOnWire = z.enum(Object.keys(CALLS) as [CallName, ...CallName[]]);

/** What the node tells without being asked. */
export const Told = {
  camera: CameraState,
  viewerEnded: z.object({ viewId: ViewId, cause: z.enum(VIEWER_ENDS) }),
};

export const ReplyOnWire = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), name: z.string(), message: z.string() }),
]);
export type ReplyOnWire = z.infer<typeof ReplyOnWire>;

/** Socket.IO's maps: `call` goes from the server to the node, the rest comes back. */
export type ServerToNode = { call: (name: string, args: unknown, reply: (reply: unknown) => void) => void };
export type NodeToServer = { camera: (state: unknown) => void; viewerEnded: (view: unknown) => void };

/** Errors that callers tell apart keep their class. */
const ERROR_CLASSES = { MediaUnavailable, CameraNotLive, CannotReceive, ViewNotOpen };

export function errorToWire(error: unknown): ReplyOnWire {
  const { name, message } = error instanceof Error ? error : new Error('The node failed.');
  return { ok: false, name, message };
}

export function errorFromWire({ name, message }: { name: string; message: string }): Error {
  const known = Object.entries(ERROR_CLASSES).find(([className]) => className === name);
  return known ? new known[1](message) : new Error(`${name}: ${message}`);
}
