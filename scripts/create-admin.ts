// npm run admin:create: the first administrator of an installation. There is no default account and no default password.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Config, ConfigError, loadConfig } from '../server/config.ts';
import { createFirstAdministrator, FirstAdministrator } from '../server/people/create-first-administrator.ts';
import { systemClock } from '../server/platform/clock.ts';
import { openDatabase } from '../server/platform/database.ts';
import { startEmbeddedDatabase } from '../server/platform/embedded-database.ts';
import { AppError } from '../server/platform/errors.ts';
import { ensureDatabase, migrate } from '../server/platform/migrate.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../prisma/migrations');
const HELP = `npm run admin:create -- --username chen.yuan --name 陈园长 --operator 海棠托育

Makes an administrator of an operator (the operator too, when there is none of this name).
The password is asked, or read from the standard input; left empty, one is made and shown once.
It takes the service's own settings: PUBLIC_URL, and DATABASE_URL or DATA_DIR. With a database of its own in DATA_DIR,
stop the service first.

Exit codes: 0 made, 1 not made, 2 something in the call or in the settings is wrong.
`;

/** Wrong input: a sentence for the person at the keyboard. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { username, name, operator, help } = readArguments();
  if (help) {
    say(HELP);
    return;
  }
  if (!username || !name || !operator)
    throw new UsageError('--username, --name and --operator are needed; --help tells more.');
  const config = loadConfig(process.env);
  if (config.isDemo)
    throw new UsageError(
      'Without settings this is the demo. Set PUBLIC_URL, and DATABASE_URL or DATA_DIR, as the service has them.',
    );
  const asked = await askPassword();
  const password = asked === '' ? randomBytes(15).toString('base64url') : asked;
  const input = FirstAdministrator.parse({ username, name, operatorName: operator, password });
  const { isOperatorNew } = await withDatabase(config, (url) => create(url, input));
  say(`${input.username} is now an administrator of ${operator}${isOperatorNew ? ', which is new' : ''}.\n`);
  if (asked === '') say(`Password, shown this once: ${password}\n`);
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { username: text, name: text, operator: text, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong arguments.');
  }
}

/** Typed twice and not shown at a terminal; otherwise the first line that arrives. */
async function askPassword(): Promise<string> {
  const { isTTY } = process.stdin;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: isTTY });
  try {
    if (!isTTY) return (await lines[Symbol.asyncIterator]().next()).value ?? '';
    say('Password (empty: one is made): ');
    const first = await lines.question('');
    say(first === '' ? '\n' : '\nOnce more: ');
    const second = first === '' ? '' : await lines.question('');
    if (first !== '') say('\n');
    if (second !== first) throw new UsageError('The two differ.');
    return first;
  } finally {
    lines.close();
  }
}

async function withDatabase<T>(config: Config, use: (url: string) => Promise<T>): Promise<T> {
  if (config.DATABASE_URL !== undefined) return use(config.DATABASE_URL);
  const embedded = await startEmbeddedDatabase(path.join(config.DATA_DIR, 'postgres'));
  return use(embedded.url('kanwa')).finally(() => embedded.stop());
}

async function create(url: string, input: z.output<typeof FirstAdministrator>) {
  await ensureDatabase(url);
  await migrate(url, MIGRATIONS);
  const database = openDatabase(url);
  return createFirstAdministrator({ db: database.db, now: systemClock }, input).finally(() => database.close());
}

function say(text: string): void {
  process.stdout.write(text);
}

function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path: where, message }) => `${where.join('.')}: ${message}`).join('\n');
  if (error instanceof AppError && error.code === 'already-there') return 'This user name is taken.';
  return error instanceof Error ? error.message : String(error);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  const isWrongCall = error instanceof UsageError || error instanceof ConfigError || error instanceof z.ZodError;
  process.exitCode = isWrongCall ? 2 : 1;
});
