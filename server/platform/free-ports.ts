import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was killed a moment ago, and its children, may still be letting go. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 200;

/**
 * Waits until the ports are free, UDP and TCP.
 * @throws Error with a sentence that names the port that stays taken
 */
export async function requireFreePorts(host: string, ports: readonly number[], setting: string): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (const port of ports) {
    while (!(await isFree(host, port))) {
      if (performance.now() > deadline) {
        throw new Error(`Port ${String(port)} (UDP or TCP) is taken by something else. Set ${setting} to another one.`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}

async function isFree(host: string, port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, host);
    await once(tcp, 'listening');
    udp.bind(port, host);
    await once(udp, 'listening');
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
