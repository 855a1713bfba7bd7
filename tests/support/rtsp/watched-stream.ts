import { type CameraStream, openCameraStream } from '../../../media/ingest/camera-stream.ts';
import type { PhaseState } from '../../../media/ingest/stream-phase.ts';

export const LOOPBACK = ['127.0.0.0/8'];

export type WatchedStream = {
  stream: CameraStream;
  packets: Buffer[];
  reports: Buffer[];
  states: PhaseState[];
  /** All that was logged, as text. */
  logged: () => string;
};

/** Opens a stream and remembers all that it tells. */
export function watchStream(url: string, login = { username: '', password: '' }, networks = LOOPBACK): WatchedStream {
  const packets: Buffer[] = [];
  const reports: Buffer[] = [];
  const states: PhaseState[] = [];
  const lines: unknown[] = [];
  const log = (context: object, message: string) => void lines.push([context, message]);
  const stream = openCameraStream({
    source: { url, ...login },
    allowedNetworks: networks,
    ssrc: 0x51525354,
    payloadType: 102,
    onPacket: (rtp) => packets.push(rtp),
    onSenderReport: (report) => reports.push(report),
    onState: (state) => states.push(state),
    log: { info: log, warn: log },
  });
  return { stream, packets, reports, states, logged: () => JSON.stringify(lines) };
}
