#!/usr/bin/env node
// Stands in for Prisma's `schema-engine` program, which the Prisma command line would download: machines that reach only
// the npm registry cannot. The same engine comes from there as WebAssembly; this speaks its JSON-RPC over stdin and
// stdout. scripts/prisma.mjs tells the command line to use it.
import { createInterface } from 'node:readline';
import { createDatabase, describeError, dropDatabase, runSql } from './database.mjs';
import { callEngine, engineVersion, panic } from './engine.mjs';

const ENGINE_ERROR = 4466;
const WITH_VALUE = ['--datamodels', '--datasource', '--enabled-preview-features', '--extension-types', 'cli'];

const args = readArguments(process.argv.slice(2));
const settings = { schemaFiles: args['--datamodels'], datasource: JSON.parse(args['--datasource'][0] ?? '{}') };

if (args.flags.includes('--version')) process.stdout.write(`schema-engine-wasm ${engineVersion()}\n`);
else if (args.cli[0]) await runCommand(args.cli[0], settings.datasource.url);
else answerRequests();

function readArguments(argv) {
  const found = { flags: [], ...Object.fromEntries(WITH_VALUE.map((name) => [name, []])) };
  for (let at = 0; at < argv.length; at += 1) {
    if (WITH_VALUE.includes(argv[at])) found[argv[at]].push(argv[(at += 1)]);
    else found.flags.push(argv[at]);
  }
  return found;
}

async function runCommand(command, url) {
  const commands = {
    'can-connect-to-database': () => runSql(url, 'SELECT 1'),
    'create-database': () => createDatabase(url),
    'drop-database': () => dropDatabase(url),
  };
  try {
    if (!commands[command]) throw new Error(`There is no command ${command}.`);
    await commands[command]();
  } catch (error) {
    logError(describeError(error, url));
    process.exitCode = 1;
  }
}

function logError(fields) {
  const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' };
  process.stderr.write(`\n${JSON.stringify(line)}\n`); // the command line skips the first line
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function sendError(id, description, isPanic = false) {
  const data = { is_panic: isPanic, meta: null, ...description };
  send({ id, error: { code: ENGINE_ERROR, message: 'An error happened; see its data.', data } });
}

function answerRequests() {
  const waiting = new Set();
  let inputEnded = false;
  const leaveWhenDone = () => inputEnded && waiting.size === 0 && process.exit();

  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const request = line.trim() ? JSON.parse(line) : {};
      if (!request.method) return;
      waiting.add(request.id);
      await answer(request);
      waiting.delete(request.id);
      leaveWhenDone();
    })
    .on('close', () => {
      inputEnded = true;
      leaveWhenDone();
    });

  // A panic inside WebAssembly does not come out of the call that caused it.
  process.on('uncaughtException', (error) => {
    for (const id of waiting) sendError(id, { message: panic.message || error.message });
    if (waiting.size === 0) logError({ message: panic.message || error.message });
    process.exitCode = waiting.size === 0 ? 1 : 0;
    setTimeout(() => process.exit(), 50); // time for the answer to leave
  });
}

async function answer({ id, method, params }) {
  try {
    const result = await callEngine(settings, method, params);
    if (method !== 'diff' || typeof result.stdout !== 'string') return send({ id, result });
    // The program prints a difference by a call of its own and then answers without it.
    send({ id: id + 1_000_000, method: 'print', params: { content: result.stdout } });
    send({ id, result: { exitCode: result.exitCode } });
  } catch (error) {
    sendError(id, describeError(error, settings.datasource.url));
  }
}
