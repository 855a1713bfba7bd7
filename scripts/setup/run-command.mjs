import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** A step that cannot go on. `advice` is what the person at the keyboard can do about it. */
export class SetUpProblem extends Error {
  constructor(message, advice, output = '') {
    super(message);
    this.advice = advice;
    this.output = output;
  }
}

const running = new Set();

/** Ends what this process has started, groups and all. Set-up may be interrupted anywhere: each step starts over. */
export function endRunningCommands() {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // it has just ended by itself
    }
  }
}

/**
 * Runs a program to its end with its output kept back.
 * @returns {Promise<{ code: number | null, output: string }>} code null: killed, or out of time.
 */
export function tryCommand(program, args, { cwd, env = {}, onLine, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, so that compilers below it end with it
    });
    const output = [];
    const keep = (chunk) => {
      output.push(chunk);
      if (onLine) for (const line of String(chunk).split('\n')) onLine(line);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = timeoutMs && setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeoutMs);
    const end = (code, extra = '') => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, output: Buffer.concat(output).toString() + extra });
    };
    child.on('error', (error) => end(127, error.message));
    child.on('close', (code) => end(code));
    if (child.pid) running.add(child);
  });
}

/** Runs a program that has to succeed. @throws SetUpProblem with the end of its output and `advice`. */
export async function runCommand(program, args, { advice, ...options }) {
  const { code, output } = await tryCommand(program, args, options);
  if (code !== 0) throw new SetUpProblem(`${program} ${args[0] ?? ''} ended with code ${code}.`, advice, output);
  return output;
}

/** The last lines of a failed program's output, and where all of it is. */
export function describeOutput(output, linesShown = 15) {
  const lines = stripVTControlCharacters(output).trimEnd().split('\n');
  if (lines.length <= linesShown) return lines.join('\n');
  const file = join(mkdtempSync(join(tmpdir(), 'kanwa-set-up-')), 'output.log');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return [...lines.slice(-linesShown), `(all ${lines.length} lines: ${file})`].join('\n');
}
