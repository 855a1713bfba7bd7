import { describeOutput, endRunningCommands, SetUpProblem } from './run-command.mjs';

const NAME_WIDTH = 24;
const terminal = process.stdout.isTTY;

/** Seconds as people say them: 0.4 s, 42 s, 9 min 5 s. */
export function formatDuration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one step and prints its line with the time it took.
 * @param {string} name what is being set up
 * @param {(progress: (text: string) => void) => Promise<unknown>} work may say how far it is; false: looked in vain
 * @param {string} [expectation] how long it may take, said before a long one
 */
export async function runStep(name, work, expectation = '') {
  const startedAt = performance.now();
  const say = (text) => showProgress(name, text);
  say(expectation);
  try {
    const outcome = await work(say);
    printLine(outcome === false ? '–' : '✓', name, performance.now() - startedAt);
  } catch (error) {
    printLine('✗', name, performance.now() - startedAt);
    throw error;
  }
}

let lastSaid = '';

/** On a terminal the line is rewritten; in a log each new word of progress is a line. */
function showProgress(name, text) {
  const line = `… ${name}${text ? `: ${text}` : ''}`;
  if (line === lastSaid) return;
  lastSaid = line;
  if (terminal) process.stdout.write(`\r\x1b[K${line}`);
  else if (text) process.stdout.write(`${line}\n`);
}

function printLine(mark, name, tookMs) {
  process.stdout.write(`${terminal ? '\r\x1b[K' : ''}${mark} ${name.padEnd(NAME_WIDTH)} ${formatDuration(tookMs)}\n`);
}

/** Runs a whole command line: what goes wrong ends it with code 1 and says why and what to do; Ctrl C ends it cleanly. */
export async function runMain(main) {
  const interrupt = (signal) => {
    endRunningCommands();
    process.stderr.write('\nInterrupted. Run the same command again: it goes on where it was.\n');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    await main(() => process.off('SIGINT', interrupt).off('SIGTERM', interrupt));
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}

/** Says what is wrong and what to do. @throws what is not a SetUpProblem, which is a mistake of ours */
export function explain(error) {
  if (!(error instanceof SetUpProblem)) throw error;
  if (error.output) process.stderr.write(`\n${describeOutput(error.output).replace(/^/gm, '    ')}\n`);
  process.stderr.write(`\n${error.message}\n${error.advice}\n`);
}
