import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { BrowserContext } from 'playwright-core';

const LOOPBACK = '127.0.0.1';
/** What a router keeps of packets it cannot pass on yet; the next ones are lost. */
const QUEUE_MS = 400;
const BITS_A_BYTE = 8;

/** What goes from the server to the browser; null: as much as comes. */
export type Carries = { lossShare: number; bitsPerSecond: number | null };

export type NarrowLine = { carries: Carries; close: () => void };

declare global {
  interface Window {
    lineTo: (port: number) => Promise<number>;
  }
}

/**
 * A line between the pages of a context and the media node that loses and delays packets as told. Must be laid before the
 * page opens its connection; over TCP nothing comes through then.
 */
export async function layNarrowLine(context: BrowserContext): Promise<NarrowLine> {
  const sockets: Socket[] = [];
  const line: NarrowLine = {
    carries: { lossShare: 0, bitsPerSecond: null },
    close: () => sockets.splice(0).forEach((socket) => socket.close()),
  };
  await context.exposeFunction('lineTo', async (port: number) => {
    const [near, far] = [createSocket('udp4'), createSocket('udp4')];
    sockets.push(near, far);
    let browserPort = 0;
    let busyUntilMs = 0;
    near.on('message', (packet, { port: from }) => {
      browserPort = from;
      far.send(packet, port, LOOPBACK);
    });
    far.on('message', (packet) => {
      const { lossShare, bitsPerSecond } = line.carries;
      if (Math.random() < lossShare) return;
      const nowMs = performance.now();
      const takesMs = bitsPerSecond === null ? 0 : (packet.length * BITS_A_BYTE * 1_000) / bitsPerSecond;
      busyUntilMs = Math.max(nowMs, busyUntilMs) + takesMs;
      if (busyUntilMs - nowMs > QUEUE_MS) busyUntilMs -= takesMs;
      else if (bitsPerSecond === null) near.send(packet, browserPort, LOOPBACK);
      else setTimeout(() => sockets.includes(near) && near.send(packet, browserPort, LOOPBACK), busyUntilMs - nowMs);
    });
    near.bind(0, LOOPBACK);
    far.bind(0, LOOPBACK);
    await Promise.all([once(near, 'listening'), once(far, 'listening')]);
    return near.address().port;
  });
  await context.addInitScript(routeOverLine);
  return line;
}

/** Runs inside the page: what the server says of its UDP port is read as that of the line. */
function routeOverLine(): void {
  const lines = new Map<number, Promise<number>>();
  const lineTo = (port: number) => {
    const known = lines.get(port) ?? window.lineTo(port);
    lines.set(port, known);
    return known;
  };
  const routed = async (row: string) => {
    const candidate = /^(a=candidate:\S+ \d+ )(udp|tcp)( \d+ \S+ )(\d+)( .*)$/i;
    const [, start, protocol, middle, port, rest] = candidate.exec(row) ?? [];
    if (port === undefined) return row;
    return protocol?.toLowerCase() === 'udp'
      ? `${start}${protocol}${middle}${await lineTo(Number(port))}${rest}`
      : null;
  };
  const Own = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      const rows = await Promise.all((description.sdp ?? '').split('\r\n').map(routed));
      const sdp = rows.filter((row) => row !== null).join('\r\n');
      await super.setRemoteDescription({ type: description.type, sdp });
    }
  };
}
