import type { FoundDevice } from '../contract.ts';
import { readClockOffset } from './device-clock.ts';
import { addressesIn } from './networks.ts';
import { deviceServiceAt, formatService } from './service-address.ts';
import { discover } from './ws-discovery.ts';

export type OnvifPorts = { discoveryPort: number; httpPort: number };

const DEADLINE_MS = 9_500;
/** Devices are to answer a discovery within half a second; slow ones take two. */
const DISCOVERY_MS = 3_000;
const AT_A_TIME = 64;
/** Sixteen rounds of addresses where nobody is must fit into the deadline. */
const PATIENCE = { connectMs: 450, answerMs: 1_500 };

/**
 * Looks for ONVIF devices at the IPv4 addresses of these networks: by discovery, and by asking for the time, which a
 * device tells without a login. At most 10 s, 64 addresses at a time.
 * @returns by address; none when the networks have more than MOST_SEARCHED_ADDRESSES
 */
export async function findDevices(
  networks: readonly string[],
  { discoveryPort, httpPort }: OnvifPorts,
  discoveryMs = DISCOVERY_MS,
): Promise<FoundDevice[]> {
  const addresses = addressesIn(networks) ?? [];
  if (addresses.length === 0) return [];
  const found = new Map<string, FoundDevice>();
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const isDiscovered = new AbortController();
  const enough = setTimeout(() => isDiscovered.abort(), discoveryMs);
  const discovering = discover(
    addresses,
    discoveryPort,
    (device) => found.set(device.address, device),
    isDiscovered.signal,
  );
  const queue = addresses.values();
  const askInTurn = async () => {
    for (const ip of queue) {
      if (signal.aborted) return;
      const device = await askAt(ip, httpPort, signal);
      if (device && !found.has(ip)) found.set(ip, device); // its discovery says more
    }
  };
  await Promise.all([discovering.catch(() => undefined), ...Array.from({ length: AT_A_TIME }, askInTurn)]);
  clearTimeout(enough);
  return [...found.values()].sort((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}

async function askAt(ip: string, port: number, signal: AbortSignal): Promise<FoundDevice | null> {
  const service = deviceServiceAt(ip, port);
  try {
    await readClockOffset(service, signal, PATIENCE);
    return { address: ip, service: formatService(service), name: null, model: null };
  } catch {
    return null;
  }
}
