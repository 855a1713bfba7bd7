// npm run audit:verify: does the sum of the audit's chain again, from its first entry to its newest.
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ChainMark } from '../server/audit/chain-store.ts';
import { countUnsealed } from '../server/audit/chain-store.ts';
import { type ChainFault, verifyChain } from '../server/audit/verify-chain.ts';
import { type Config, ConfigError, loadConfig } from '../server/config.ts';
import { openDatabase } from '../server/platform/database.ts';
import { addressOfRunning, isDatabaseThere, startEmbeddedDatabase } from '../server/platform/embedded-database.ts';

const DATABASE_NAME = 'kanwa';
const HELP = `npm run audit:verify
npm run audit:verify -- --expect 5120:9f2c…   and: the chain still runs through what was noted then

Each entry of the audit is sealed by a hash over the one before it and itself. This does the sum again and names the first
place that is wrong: an entry edited, taken out, put in or moved. Entries taken off the end cannot be missed by the chain
alone, nor can a chain that was made anew from the first changed entry on: note down the newest place and its hash, which
this prints, where nobody who can reach the database can change it, and give it with --expect later (more than once if you like).
The service's log names them too, once an hour.

It takes the service's own settings: PUBLIC_URL, and DATABASE_URL or DATA_DIR; without any, the demo's. The service may run
meanwhile. Nothing is written.

Exit codes: 0 whole, 1 broken or not readable, 2 something in the call or in the settings is wrong.
`;

const WRONG: Record<ChainFault['kind'], string> = {
  missing: 'no entry stands there. One was taken out.',
  surplus: 'an entry too many stands there. One was put in.',
  changed:
    'what stands there is not what was sealed there. It was edited, put there or moved, or one before it was taken out.',
  cut: 'it was noted earlier, and the chain ends before it. Entries were taken off the end.',
  other: 'another hash was noted for it earlier. The chain was made anew.',
};

/** Wrong input: a sentence for the person at the keyboard. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { help, expect = [] } = readArguments();
  if (help) {
    say(HELP);
    return;
  }
  const expected = expect.map(readMark);
  await withDatabase(loadConfig(process.env), (url) => verify(url, expected));
}

function readArguments() {
  try {
    return parseArgs({
      options: { expect: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong arguments.');
  }
}

function readMark(text: string): ChainMark {
  const [, position, hash] = /^([1-9]\d{0,14}):([\da-f]{64})$/i.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new UsageError(`--expect takes a place, a colon and 64 hexadecimal digits, not ${JSON.stringify(text)}.`);
  return { position: Number(position), hash: hash.toLowerCase() };
}

/** The operator's own, the one that the service runs at this moment, or that in the folder while the service does not run. */
async function withDatabase(config: Config, use: (url: string) => Promise<void>): Promise<void> {
  if (config.DATABASE_URL !== undefined) return use(config.DATABASE_URL);
  const folder = path.join(config.DATA_DIR, 'postgres');
  if (!isDatabaseThere(folder)) throw new UsageError(`There is no database in ${config.DATA_DIR}.`);
  const running = addressOfRunning(folder, DATABASE_NAME);
  if (running !== null && (await doesAnswer(running))) return use(running);
  const embedded = await startEmbeddedDatabase(folder);
  return use(embedded.url(DATABASE_NAME)).finally(() => embedded.stop());
}

/** A killed service leaves the address of a database that answers no longer. */
async function doesAnswer(url: string): Promise<boolean> {
  const database = openDatabase(url);
  return database.pool
    .query('SELECT 1')
    .then(
      () => true,
      () => false,
    )
    .finally(() => database.close());
}

async function verify(url: string, expected: readonly ChainMark[]): Promise<void> {
  const readOnly = new URL(url);
  readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
  const { db, close } = openDatabase(readOnly.href);
  try {
    const { to, fault, newest } = await verifyChain(db, { expected });
    const unsealed = await countUnsealed(db);
    if (unsealed > 0) say(`Not sealed yet: ${unsealed}. The running service seals them within a second.\n`);
    if (fault) {
      process.stderr.write(`The chain is broken at place ${fault.position}: ${WRONG[fault.kind]}\n`);
      process.exitCode = 1;
      return;
    }
    const entries = to === 1 ? '1 entry' : `${to} entries`;
    say(`The chain is whole: ${entries}${expected.length > 0 ? ', through what was noted' : ''}.\n`);
    if (newest) say(`Newest, note it down: ${newest.position}:${newest.hash}\n`);
  } finally {
    await close();
  }
}

function say(text: string): void {
  process.stdout.write(text);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
});
