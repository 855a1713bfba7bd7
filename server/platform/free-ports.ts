import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error.ts';

/** A process that was killed a moment ago, and its children, may still be letting go. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 200;

export type PortUse = { setting: string; isUdpToo: boolean };

/**
 * Waits until the ports are free, TCP and, for video, UDP.
 * @throws StartError that names the port that stays taken, and the setting that changes it
 */
export async function requireFreePorts(host: string, ports: readonly number[], use: PortUse): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (const port of ports) {
    while (!(await isFree(host, port, use.isUdpToo))) {
      if (performance.now() > deadline) {
        const what = use.isUdpToo ? `Port ${String(port)} (UDP or TCP)` : `Port ${String(port)}`;
        throw new StartError(`${what} is in use by another program. Set ${use.setting} to another one.`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}

async function isFree(host: string, port: number, isUdpToo: boolean): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, host);
    await once(tcp, 'listening');
    if (isUdpToo) {
      udp.bind(port, host);
      await once(udp, 'listening');
    }
    return true;
  } catch {
    return false;
  } finally {
    tcp.close();
    try {
      udp.close();
    } catch {
      // never bound
    }
  }
}
