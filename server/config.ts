import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ADMIN_SECOND_FACTOR } from './contract/second-factor.ts';
import { isLoopback } from './platform/loopback.ts';

/**
 * Every setting of the service, in one place; nothing else reads the environment. The README lists them from here
 * (a test holds the two together).
 */
const flag = z.enum(['0', '1', 'true', 'false']).transform((word) => word === '1' || word === 'true');
const file = z.string().min(1);
/** An empty PORT= never comes here: settings that are empty are not set. */
const port = (max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `a whole number from 0 to ${String(max)}`)
    .transform(Number)
    .refine((number) => number <= max, `a whole number from 0 to ${String(max)}`);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const turnUrls = list.refine(
  (urls) =>
    urls.length <= 4 && urls.every((url) => /^turns?:[\w.-]{1,253}(:\d{1,5})?(\?transport=(udp|tcp))?$/.test(url)),
  'at most four of turn:host:port or turns:host:port, each with ?transport=udp or tcp where needed',
);

export const Settings = z.object({
  PORT: port(65_535).default(3000).describe('TCP port of the web and its API'),
  HOST: z.string().optional().describe('address to listen on; 127.0.0.1 in the demo, 0.0.0.0 otherwise'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('how browsers reach this service, e.g. https://kanwa.example.cn'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('your own PostgreSQL (14 or newer); without it an embedded one runs in DATA_DIR'),
  DATA_DIR: file.optional().describe('folder for the embedded database, keys and certificates'),
  KANWA_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .optional()
    .describe(
      'master key, 64 hex digits; without it a key file is made in DATA_DIR. Back it up apart from the database',
    ),
  HTTPS: z
    .enum(['off', 'self', 'files'])
    .default('off')
    .describe('self: a certificate of its own making; files: TLS_CERT and TLS_KEY; off: behind a proxy that does it'),
  TLS_CERT: file.optional().describe('PEM certificate chain, with HTTPS=files'),
  TLS_KEY: file.optional().describe('PEM private key, with HTTPS=files'),
  TRUST_PROXY: list
    .optional()
    .describe('addresses of proxies whose X-Forwarded-For is believed, comma separated; none by default'),
  MEDIA_ANNOUNCE: list
    .optional()
    .describe('addresses under which browsers reach the video ports; all of this machine’s by default'),
  MEDIA_PORT: port(65_000)
    .optional()
    .describe('first video port, UDP and TCP; one for each worker. 40000, in the demo any free ones (0)'),
  MEDIA_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe('video workers; one for each core by default'),
  MEDIA_LINK_PORT: port(65_535)
    .default(0)
    .describe('loopback port on which the video process reports; 0: any free one'),
  DEMO_CAMERA_PORT: port(65_535).default(0).describe('loopback port of the demo’s cameras; 0: any free one'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .optional()
    .describe('how much is logged, as JSON lines on standard error; info, in the demo warn'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,200}$/, '16 to 200 letters, digits or . _ ~ + / = -')
    .optional()
    .describe('what Prometheus shows as its bearer token at /metrics; without it nobody reads the numbers'),
  ADMIN_SECOND_FACTOR: z
    .enum(ADMIN_SECOND_FACTOR)
    .optional()
    .describe(
      'required: administrators sign in with a code, too; offered: who wants to. required, in the demo offered',
    ),
  MAIL_HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/, 'a host name')
    .optional()
    .describe('mail server (SMTP) that notifications go through; without it there is no e-mail'),
  MAIL_PORT: port(65_535).default(587).describe('its port'),
  MAIL_SECURITY: z
    .enum(['starttls', 'tls', 'plain'])
    .default('starttls')
    .describe('starttls or tls, with its certificate verified; plain: unencrypted, to this machine alone'),
  MAIL_USER: z.string().max(200).optional().describe('account at the mail server, if it wants one'),
  MAIL_PASSWORD: z.string().max(500).optional().describe('its password'),
  MAIL_PASSWORD_FILE: file.optional().describe('file that holds the password instead'),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>"\r\n]{0,80}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'an address, or a name and <an address>')
    .optional()
    .describe('sender of mails, e.g. Kanwa <kanwa@example.cn>'),
  PUSH_SERVICES: list
    .optional()
    .describe('push services besides those of Chrome, Firefox, Edge and Safari, comma separated: host or host:port'),
  TURN_URLS: turnUrls
    .optional()
    .describe('relays (TURN) for networks that let nothing else through, e.g. turns:turn.example.cn:443?transport=tcp'),
  TURN_SECRET: z
    .string()
    .regex(/^[\w.~+/=-]{32,200}$/, '32 to 200 letters, digits or . _ ~ + / = -')
    .optional()
    .describe('secret that the relay knows, too (its static-auth-secret)'),
  TURN_SECRET_FILE: file.optional().describe('file that holds the secret instead'),
  PRETEND_SECURE: flag
    .optional()
    .describe(
      '1: cookies are marked Secure although HTTPS is off, because a proxy does it; follows PUBLIC_URL by default',
    ),
});
/** Fixed in an installation, since its firewall has to know it. */
const FIRST_MEDIA_PORT = 40_000;

type Settings = z.infer<typeof Settings>;

/** One line a setting, for `--help`. */
export function describeSettings(): string {
  const width = Math.max(...Object.keys(Settings.shape).map((name) => name.length)) + 2;
  return Object.entries(Settings.shape)
    .map(([name, schema]) => `  ${name.padEnd(width)}${schema.description ?? ''}`)
    .join('\n');
}

export type Config = Omit<
  Settings,
  'HOST' | 'DATA_DIR' | 'MEDIA_PORT' | 'LOG_LEVEL' | 'ADMIN_SECOND_FACTOR' | 'PRETEND_SECURE'
> & {
  /** Invented data and simulated cameras; only when nothing names an installation. */
  isDemo: boolean;
  HOST: string;
  DATA_DIR: string;
  MEDIA_PORT: number;
  LOG_LEVEL: NonNullable<Settings['LOG_LEVEL']>;
  ADMIN_SECOND_FACTOR: NonNullable<Settings['ADMIN_SECOND_FACTOR']>;
  areCookiesSecure: boolean;
  /** Origins whose pages may change something here. */
  origins: string[];
  /** How browsers reach it, where that is known before it listens. */
  address: string;
};

/** What a child process may know of our environment: never a secret. */
export const childEnvironment = (): Record<string, string | undefined> => {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG };
};

/** A wrong setting: its message is a sentence for the person who starts the service. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming each wrong setting, never repeating its value */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(
      `These settings are wrong:\n  ${wrong.join('\n  ')}\nThey are listed in the README under "Settings".`,
    );
  }
  const missing = incompleteness(parsed.data);
  if (missing !== null) throw new ConfigError(missing);
  return complete(parsed.data);
}

/** What is missing for an installation; null when nothing is. */
function incompleteness(settings: Settings): string | null {
  const { PUBLIC_URL, DATABASE_URL, DATA_DIR, HTTPS, TLS_CERT, TLS_KEY } = settings;
  if (PUBLIC_URL === undefined && (DATABASE_URL !== undefined || DATA_DIR !== undefined)) {
    return 'PUBLIC_URL is missing: an installation needs to know how browsers reach it, e.g. https://kanwa.example.cn.';
  }
  if (PUBLIC_URL !== undefined && DATABASE_URL === undefined && DATA_DIR === undefined) {
    return 'Neither DATABASE_URL nor DATA_DIR is set: an installation needs a PostgreSQL of yours or a folder for its own.';
  }
  const fault = mailFault(settings) ?? turnFault(settings);
  if (fault !== null) return fault;
  const isCertificateGiven = TLS_CERT !== undefined && TLS_KEY !== undefined;
  return HTTPS === 'files' && !isCertificateGiven ? 'HTTPS=files needs both TLS_CERT and TLS_KEY.' : null;
}

function mailFault({
  MAIL_HOST,
  MAIL_FROM,
  MAIL_SECURITY,
  MAIL_PASSWORD,
  MAIL_PASSWORD_FILE,
}: Settings): string | null {
  if ((MAIL_HOST === undefined) !== (MAIL_FROM === undefined))
    return 'MAIL_HOST and MAIL_FROM go together: set both, or neither.';
  if (MAIL_SECURITY === 'plain' && MAIL_HOST !== undefined && !isLoopback(MAIL_HOST))
    return 'MAIL_SECURITY=plain is for a mail server on this machine alone: others would read along. Use starttls or tls.';
  return MAIL_PASSWORD !== undefined && MAIL_PASSWORD_FILE !== undefined
    ? 'Set MAIL_PASSWORD or MAIL_PASSWORD_FILE, not both.'
    : null;
}

function turnFault({ TURN_URLS, TURN_SECRET, TURN_SECRET_FILE }: Settings): string | null {
  if (TURN_SECRET !== undefined && TURN_SECRET_FILE !== undefined)
    return 'Set TURN_SECRET or TURN_SECRET_FILE, not both.';
  return (TURN_URLS === undefined) === (TURN_SECRET === undefined && TURN_SECRET_FILE === undefined)
    ? null
    : 'TURN_URLS and TURN_SECRET (or TURN_SECRET_FILE) go together: set both, or neither.';
}

/** What the person who starts the service should know although it starts; null when there is nothing. */
export function warningOf({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): string | null {
  const url = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL);
  if (url?.protocol !== 'http:' || isLoopback(url.hostname)) return null;
  return 'Warning: PUBLIC_URL begins with http: – passwords and pictures cross the network unprotected. Use HTTPS=self, HTTPS=files or a proxy that does it, and an address that begins with https:.';
}

/** What is not set. */
const DEMO = { HOST: '127.0.0.1', LOG_LEVEL: 'warn', ADMIN_SECOND_FACTOR: 'offered', MEDIA_PORT: 0 } as const;
const INSTALLED = {
  HOST: '0.0.0.0',
  LOG_LEVEL: 'info',
  ADMIN_SECOND_FACTOR: 'required',
  MEDIA_PORT: FIRST_MEDIA_PORT,
} as const;

function complete(all: Settings): Config {
  const { PRETEND_SECURE, HOST, DATA_DIR, MEDIA_PORT, LOG_LEVEL, ADMIN_SECOND_FACTOR, ...settings } = all;
  const { PUBLIC_URL, HTTPS } = settings;
  const isDemo = PUBLIC_URL === undefined;
  const unset = isDemo ? DEMO : INSTALLED;
  return {
    ...settings,
    isDemo,
    HOST: HOST ?? unset.HOST,
    DATA_DIR: path.resolve(DATA_DIR ?? (isDemo ? demoFolder() : path.join(homedir(), '.kanwa'))),
    LOG_LEVEL: LOG_LEVEL ?? unset.LOG_LEVEL,
    ADMIN_SECOND_FACTOR: ADMIN_SECOND_FACTOR ?? unset.ADMIN_SECOND_FACTOR,
    MEDIA_PORT: MEDIA_PORT ?? unset.MEDIA_PORT,
    areCookiesSecure: PRETEND_SECURE ?? (HTTPS !== 'off' || PUBLIC_URL?.startsWith('https:') === true),
    address: PUBLIC_URL ?? `${HTTPS === 'off' ? 'http' : 'https'}://localhost:${String(settings.PORT)}`,
    origins: isDemo ? [] : [new URL(PUBLIC_URL).origin],
  };
}

/** One folder for each checkout and user, outside of root's home, which PostgreSQL's account could not enter. */
function demoFolder(): string {
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8);
  return `/var/tmp/kanwa-demo-${String(process.getuid?.() ?? 0)}-${checkout}`;
}
