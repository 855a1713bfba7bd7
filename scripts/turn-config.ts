// npm run turn:config: what a coturn beside this installation is to be told, from this installation's own settings.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Config, ConfigError, loadConfig } from '../server/config.ts';
import type { TurnSettings } from '../server/live/turn-access.ts';
import { ownAddresses } from '../server/platform/certificate.ts';
import { StartError } from '../server/platform/start-error.ts';
import { turnSettings } from '../server/turn-settings.ts';
import { videoAddresses } from '../server/video-addresses.ts';
import { relayFirewall } from './turn/relay-firewall.ts';
import { planRelay, RelayPlanFault } from './turn/relay-plan.ts';
import { turnserverConf } from './turn/turnserver-conf.ts';

const HELP = `npm run --silent turn:config > /etc/turnserver.conf
npm run --silent turn:config -- --firewall > /etc/nftables.d/kanwa-relay.nft

Prints the configuration of a relay (coturn) that lets in who has a credential of this installation and passes on to its media node
alone. It takes the service's own settings: TURN_URLS, TURN_SECRET (or _FILE), MEDIA_ANNOUNCE, MEDIA_PORT, MEDIA_WORKERS.
  --firewall          the nftables rules of the relay's machine instead, which also bind it to the video ports
  --address A         the relay's own IPv4 address, where its machine has several
  --media A,B         the media node's IPv4 addresses, when MEDIA_ANNOUNCE holds names
  --viewers N         how many watch through it at the same time; 100 by default
  --cert F, --key F   its certificate and key, PEM; /etc/coturn/cert.pem and /etc/coturn/key.pem by default

Exit codes: 0 printed, 2 something in the call or in the settings is wrong.
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  ...{ address: text, media: text, viewers: text, cert: text, key: text },
  firewall: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

async function main(): Promise<void> {
  const { values: asked } = parseArgs({ options: OPTIONS });
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const config = loadConfig();
  const turn = await turnSettings(config);
  if (turn === null) throw new RelayPlanFault('There is no relay in the settings: set TURN_URLS and TURN_SECRET.');
  const plan = planRelay(givenBy(config, turn, asked));
  process.stdout.write(asked.firewall ? relayFirewall(plan) : turnserverConf(plan));
}

type Asked = { [K in 'address' | 'media' | 'viewers' | 'cert' | 'key']?: string | undefined };

function givenBy(config: Config, { urls, secret }: TurnSettings, asked: Asked) {
  const viewers = Number(asked.viewers ?? 100);
  if (!Number.isInteger(viewers) || viewers < 1) throw new RelayPlanFault('--viewers is a whole number from 1.');
  return {
    ...{ urls, secret, viewers },
    mediaAddresses: asked.media?.split(',') ?? videoAddresses(config, ownAddresses()).announcedAddresses,
    firstMediaPort: config.MEDIA_PORT,
    mediaPorts: config.MEDIA_WORKERS ?? availableParallelism(),
    address: asked.address ?? null,
    certificate: asked.cert ?? '/etc/coturn/cert.pem',
    key: asked.key ?? '/etc/coturn/key.pem',
  };
}

await main().catch((error: unknown) => {
  const isWrongCall =
    error instanceof ConfigError ||
    error instanceof StartError ||
    error instanceof RelayPlanFault ||
    (error instanceof TypeError && 'code' in error);
  if (!isWrongCall) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
