import { spawnSync } from 'node:child_process';
import { isRunning } from '../processes.ts';
import { Closers, inside, ip } from './run.ts';

// Namespaces and their links, all of them named after this process. Addresses are of 198.18.0.0/15, which is set apart for
// measuring networks; nothing here has a route to anything else.

/** Only root may make networks; elsewhere what needs them says so and is left out. */
export const mayMakeNetworks = process.getuid?.() === 0;

const NAMED = /^kanwa-(\d+)-/;
const BLOCKS = 250;
const name = (what: string): string => `kanwa-${process.pid}-${what}`;

export type Internet = {
  /** This machine's own, as the others see it: a service that listens on it is reached by all of them. */
  serviceAddress: string;
  relayAddress: string;
  /** The namespace of the relay's machine. */
  relay: string;
  /** A namespace of its own behind the router; its addresses are given by `link`. */
  name: (what: string) => string;
  /** A pair of addresses that nobody has yet. */
  nextPair: () => { near: string; far: string };
  router: string;
  close: () => Promise<void>;
};

/** A router, with this machine and a relay's machine at it. */
export async function openInternet(): Promise<Internet> {
  await removeLeftovers();
  const closers = new Closers();
  try {
    return { ...(await open(closers)), close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(closers: Closers): Promise<Omit<Internet, 'close'>> {
  const block = await freeBlock();
  let pairs = 0;
  const nextPair = () => {
    const first = 4 * pairs++;
    return { near: `198.18.${block}.${first + 1}`, far: `198.18.${block}.${first + 2}` };
  };
  const router = name('router');
  const relay = name('relay');
  for (const namespace of [router, relay]) closers.push(await addNamespace(namespace));
  const own = nextPair();
  const card = `kw${process.pid}`;
  await ip('link', 'add', card, 'type', 'veth', 'peer', 'name', 'own', 'netns', router);
  closers.push(() => ip('link', 'del', card).catch(() => undefined)); // gone with its router
  await ip('addr', 'add', `${own.near}/30`, 'dev', card);
  await ip('link', 'set', card, 'up');
  await bringUp(router, 'own', own.far);
  await ip('route', 'add', `198.18.${block}.0/24`, 'via', own.far);
  const toRelay = nextPair();
  await link(
    { namespace: relay, card: 'net', address: toRelay.near },
    { namespace: router, card: 'relay', address: toRelay.far },
  );
  await inside(relay, 'ip', 'route', 'add', 'default', 'via', toRelay.far);
  return { serviceAddress: own.near, relayAddress: toRelay.near, relay, router, name, nextPair };
}

/** @returns what removes it again */
export async function addNamespace(namespace: string): Promise<() => Promise<unknown>> {
  await ip('netns', 'add', namespace);
  await inside(namespace, 'ip', 'link', 'set', 'lo', 'up');
  await inside(namespace, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  await inside(namespace, 'sh', '-c', WITHOUT_IPV6);
  return () => ip('netns', 'del', namespace);
}

/**
 * A card gives itself an IPv6 address a second or two after it came up. To Chromium that is another network, and it drops
 * what a page is just loading (ERR_NETWORK_CHANGED).
 */
const WITHOUT_IPV6 = 'cd /proc/sys/net/ipv6/conf/default 2>/dev/null && echo 1 > disable_ipv6 || true';

type End = { namespace: string; card: string; address: string };

/** A cable between two namespaces. */
export async function link(one: End, other: End): Promise<void> {
  const peer = ['peer', 'name', other.card, 'netns', other.namespace];
  await ip('link', 'add', one.card, 'netns', one.namespace, 'type', 'veth', ...peer);
  for (const { namespace, card, address } of [one, other]) await bringUp(namespace, card, address);
}

export async function bringUp(namespace: string, card: string, address: string): Promise<void> {
  await inside(namespace, 'ip', 'addr', 'add', `${address}/30`, 'dev', card);
  await inside(namespace, 'ip', 'link', 'set', card, 'up');
}

async function freeBlock(): Promise<number> {
  const routes = await ip('route');
  for (let tried = 0; tried < BLOCKS; tried += 1) {
    const block = (process.pid + tried) % BLOCKS;
    if (!routes.includes(`198.18.${block}.`)) return block;
  }
  throw new Error('No block of addresses is free.');
}

const namesIn = (list: string): string[] => list.split('\n').map((line) => line.split(' ')[0] ?? '');

/** All that this process opened, in one turn: for the end of a process that is broken off and waits for nothing. */
export function removeAtOnce(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const namespace of namesIn(stdout))
    if (namespace.startsWith(name(''))) spawnSync('ip', ['netns', 'del', namespace]);
}

/** Of runs that were killed before they could clear up. */
async function removeLeftovers(): Promise<void> {
  for (const namespace of namesIn(await ip('netns', 'list'))) {
    const pid = Number(NAMED.exec(namespace)?.[1]);
    if (pid > 0 && pid !== process.pid && !(await isRunning(pid))) await ip('netns', 'del', namespace);
  }
}
