import { join } from 'node:path';
import { startCompanion } from './companion.ts';
import { addNamespace, bringUp, type Internet, link } from './internet.ts';
import { Closers, inside } from './run.ts';
import { PROXY_PORT, rulesOf, type Wall } from './walls.ts';

const PYTHON = '/usr/bin/python3';
const BURST_BYTES = 16_000;
const QUEUE_MS = 400;

export type CompanyNetwork = {
  /** Programs that run in it have the company's network and no other. */
  namespace: string;
  /** `http://…` of the proxy, where the wall has one. */
  proxy: string | null;
  /** What the proxy has let pass and refused. */
  proxySaid: () => string;
  close: () => Promise<void>;
};

/** A company's network with its wall, at the internet's router. */
export async function openCompanyNetwork(internet: Internet, name: string, wall: Wall): Promise<CompanyNetwork> {
  const closers = new Closers();
  try {
    return { ...(await open(internet, name, wall, closers)), close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open(internet: Internet, name: string, wall: Wall, closers: Closers) {
  const [company, border] = [internet.name(name), internet.name(`${name}-wall`)];
  for (const namespace of [company, border]) closers.push(await addNamespace(namespace));
  const outer = internet.nextPair();
  const { router } = internet;
  await link(
    { namespace: border, card: 'out', address: outer.near },
    { namespace: router, card: name.slice(0, 15), address: outer.far },
  );
  await inside(border, 'ip', 'route', 'add', 'default', 'via', outer.far);
  const inner = internet.nextPair();
  const ends = [
    { namespace: company, card: 'out', address: inner.near },
    { namespace: border, card: 'company', address: inner.far },
  ] as const;
  if (wall.wire) closers.push(await layWire(ends, wall.wire));
  else await link(...ends);
  await inside(company, 'ip', 'route', 'add', 'default', 'via', inner.far);
  await inside(router, 'ip', 'route', 'add', `${inner.near}/32`, 'via', outer.near);
  if (wall.kbitPerSecond !== undefined) await narrow(ends, wall.kbitPerSecond);
  await inside(border, 'sh', '-c', `nft -f - <<'RULES'\n${rulesOf(wall)}RULES`);
  const proxy = wall.hasProxy ? await startProxy(border, inner.far) : null;
  if (proxy) closers.push(proxy.stop);
  return {
    namespace: company,
    proxy: proxy && `http://${inner.far}:${PROXY_PORT}`,
    proxySaid: () => proxy?.said() ?? '',
  };
}

type Ends = readonly [
  near: { namespace: string; card: string; address: string },
  far: { namespace: string; card: string; address: string },
];

async function layWire([near, far]: Ends, { oneWayMs, lossShare }: NonNullable<Wall['wire']>) {
  const args = [near.namespace, near.card, far.namespace, far.card, String(oneWayMs), String(lossShare)];
  const wire = await startCompanion(PYTHON, [join(import.meta.dirname, 'wire.py'), ...args], (said) =>
    said.includes('ready'),
  );
  try {
    for (const { namespace, card, address } of [near, far]) await bringUp(namespace, card, address);
  } catch (error) {
    await wire.stop();
    throw error;
  }
  return wire.stop;
}

async function narrow(ends: Ends, kbitPerSecond: number): Promise<void> {
  const bucket = ['rate', `${kbitPerSecond}kbit`, 'burst', `${BURST_BYTES}`, 'latency', `${QUEUE_MS}ms`];
  for (const { namespace, card } of ends)
    await inside(namespace, 'tc', 'qdisc', 'add', 'dev', card, 'root', 'tbf', ...bucket);
}

const startProxy = (namespace: string, address: string) =>
  startCompanion(
    'ip',
    [
      'netns',
      'exec',
      namespace,
      process.execPath,
      join(import.meta.dirname, 'connect-proxy.ts'),
      address,
      String(PROXY_PORT),
    ],
    (said) => said.includes('ready'),
  );
