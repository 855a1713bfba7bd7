// Brings a machine that has Node ≥ 20 and npm, and nothing else, to where the server or the tests can run.
// Runs before anything is installed: plain JavaScript that Node 20 knows, no packages.
import { join } from 'node:path';
import { buildWorker, fetchWorker, haveWorker } from './mediasoup-worker.mjs';
import { haveNpmPackages, installNpmPackages } from './npm-packages.mjs';
import { runCommand, SetUpProblem } from './run-command.mjs';
import { hashOf, isDone, project, unlessDone } from './stamps.mjs';
import { formatDuration, runStep } from './step.mjs';
import {
  installSystemPackages,
  missingPackages,
  TO_BENCH,
  TO_BUILD_WORKER,
  TO_RUN,
  TO_TEST,
} from './system-packages.mjs';

/** The Node that everything but this set-up runs on. */
export const projectNode = join(project, 'node_modules', '.bin', 'node');

const prismaClient = {
  name: 'prisma-client',
  input: () => hashOf(['prisma/schema.prisma', 'node_modules/prisma/package.json']),
  result: 'prisma/generated/client.ts',
};
const webBuild = {
  name: 'web-build',
  input: () => hashOf(['web', 'server/contract', 'package.json', 'package-lock.json'], ['web/dist']),
  result: 'web/dist/index.html',
};

/**
 * Does what is missing, a line for each step; says in one line when nothing was.
 * @param {{ forTests: boolean, forBench?: boolean }} options forTests: also a browser, test cameras and fonts, but not the
 * web pages, whose building is one of the tests; forBench: also the peers
 */
export async function setUp({ forTests, forBench = false }) {
  refuseOldNode();
  const startedAt = performance.now();
  const worked = [
    await stepUnless(haveNpmPackages(), 'npm packages', installNpmPackages, 'one to three minutes'),
    await stepUnless(haveWorker(), 'mediasoup, ready-made', fetchWorker),
    await systemPackages([...TO_RUN, ...(forTests ? TO_TEST : []), ...(forBench ? TO_BENCH : [])]),
    await stepUnless(haveWorker(), 'mediasoup, from source', buildWorker, 'some nine minutes, once'),
    await stepUnless(isDone(prismaClient), 'database client', generatePrismaClient),
    !forTests && (await setUpWeb()),
  ].some(Boolean);
  if (!worked) console.log(`✓ everything is set up   ${formatDuration(performance.now() - startedAt)}`);
}

/** Builds the pages unless they are those of these sources. @returns whether it had to */
export function setUpWeb() {
  return stepUnless(isDone(webBuild), 'web pages', buildWeb);
}

/** The parts of the set-up that checking the code needs, and nothing of the machine. */
export async function setUpForChecks() {
  refuseOldNode();
  await stepUnless(haveNpmPackages(), 'npm packages', installNpmPackages, 'one to three minutes');
  await stepUnless(isDone(prismaClient), 'database client', generatePrismaClient);
}

/** All missing packages in one go, so that whoever has to type the command types it once. */
function systemPackages(wanted) {
  const missing = missingPackages(haveWorker() ? wanted : [...wanted, ...TO_BUILD_WORKER]);
  return stepUnless(missing.length === 0, 'system packages', () => installSystemPackages(missing), missing.join(' '));
}

async function stepUnless(done, name, work, expectation) {
  if (done) return false;
  await runStep(name, work, expectation);
  return true;
}

function generatePrismaClient() {
  return unlessDone(prismaClient, () =>
    runCommand(projectNode, ['scripts/prisma.mjs', 'generate'], {
      cwd: project,
      advice: 'The lines above name the place in prisma/schema.prisma.',
    }),
  );
}

function buildWeb() {
  return unlessDone(webBuild, () =>
    runCommand(projectNode, ['node_modules/vite/bin/vite.js', 'build', 'web'], {
      cwd: project,
      advice: 'The lines above name the file in web/.',
    }),
  );
}

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  throw new SetUpProblem(`This is Node ${process.versions.node}; 20 or newer is needed.`, 'Install a newer Node.');
}
