import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planRelay } from '../../../scripts/turn/relay-plan.ts';
import { relayFirewall } from '../../../scripts/turn/relay-firewall.ts';
import { turnserverConf } from '../../../scripts/turn/turnserver-conf.ts';
import { type Companion, startCompanion } from '../../../scripts/network/companion.ts';
import type { Internet } from '../../../scripts/network/internet.ts';
import { inside } from '../../../scripts/network/run.ts';

export type RelayOptions = {
  internet: Internet;
  folder: string;
  certificate: { cert: string; key: string };
  secret: string;
  firstMediaPort: number;
};

export const relayUrlOf = ({ relayAddress }: Internet): string => `turns:${relayAddress}:443?transport=tcp`;

/** A real coturn on a machine of its own, with the configuration and the firewall that `npm run turn:config` prints. */
export async function startRelay({
  internet,
  folder,
  certificate,
  secret,
  firstMediaPort,
}: RelayOptions): Promise<Companion> {
  const place = join(folder, 'relay');
  mkdirSync(place);
  chmodSync(folder, 0o755); // coturn's account reads in it
  const fileOf = (name: string, text: string) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  };
  const plan = planRelay({
    ...{ secret, firstMediaPort, mediaPorts: 1, viewers: 10 },
    urls: [relayUrlOf(internet)],
    mediaAddresses: [internet.serviceAddress],
    address: internet.relayAddress,
    certificate: fileOf('cert.pem', certificate.cert),
    key: fileOf('key.pem', certificate.key),
  });
  await inside(internet.relay, 'nft', '-f', fileOf('firewall.nft', relayFirewall(plan)));
  const conf = fileOf('turnserver.conf', turnserverConf(plan));
  const account = ['--proc-user', 'turnserver', '--proc-group', 'turnserver'];
  return startCompanion(
    'ip',
    ['netns', 'exec', internet.relay, 'turnserver', '-c', conf, ...account, '--pidfile', ''],
    (said) => said.includes('New UID'), // the last thing that it says: it listens, and is root no more
  );
}
