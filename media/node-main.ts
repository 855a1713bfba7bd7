import { z } from 'zod';
import { startMediaNode } from './in-process.ts';
import { createMediaLog, type MediaLog } from './log.ts';
import { serveNode } from './serve-node.ts';
import { MediaSettings } from './settings.ts';

/** After this long the process ends, whatever is not closed yet. */
const STOP_DEADLINE_MS = 4_000;

const HELP = `A Kanwa media node: takes cameras over RTSP, serves viewers over WebRTC, and does what its server says.

  node media/node-main.ts

Settings (environment):
  KANWA_MEDIA_SERVER  address of the server to dial, for example http://127.0.0.1:3001. The cameras' passwords
                      come from there: a server on another machine must be https.
  KANWA_MEDIA_KEY     the key shared with that server, 16 characters or more
  KANWA_MEDIA_CONFIG  the rest as JSON, all optional:
    workers             mediasoup workers, one core each (the number of cores)
    listenIp            where viewers' packets are received (127.0.0.1; 0.0.0.0 for all network cards)
    announcedAddresses  addresses under which browsers reach this machine (["127.0.0.1"])
    rtcPortBase         worker i uses this port + i, UDP and TCP (0: any free port)
    posterEveryMs       age at which a camera's still picture is taken anew (5000)
    ffmpegPath          ("ffmpeg")
    logLevel            debug, info, warn, error or silent ("info")
`;

const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

const Environment = z.object({
  KANWA_MEDIA_SERVER: z
    .url({ protocol: /^https?$/ })
    .refine((address) => isConfidential(new URL(address)), 'A server on another machine must be https.'),
  KANWA_MEDIA_KEY: z.string().min(16),
  KANWA_MEDIA_CONFIG: z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(MediaSettings),
});

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const environment = Environment.safeParse(process.env);
  if (!environment.success) {
    process.stderr.write(`${z.prettifyError(environment.error)}\n\n${HELP}`);
    process.exitCode = 1;
    return;
  }
  const { KANWA_MEDIA_SERVER: address, KANWA_MEDIA_KEY: key, KANWA_MEDIA_CONFIG: settings } = environment.data;
  const log = createMediaLog(settings.logLevel);
  const starting = startMediaNode(settings);
  let hangUp = () => {};
  endWithParentOrSignal(log, async () => {
    hangUp();
    await (await starting).close();
  });
  hangUp = serveNode(await starting, { address, key, log });
}

/** Set up before the first wait: a parent that goes while we start must not leave us behind. */
function endWithParentOrSignal(log: MediaLog, close: () => Promise<void>): void {
  const stop = async (cause: string) => {
    log.info({ cause }, 'stopping');
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
  // Only where a parent process started it: that one is gone, however it ended.
  process.once('disconnect', () => void stop('parent gone'));
}

function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || LOOPBACK_HOSTS.includes(hostname);
}
