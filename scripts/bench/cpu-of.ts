import { existsSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever its own clock is. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;
/** Fields of /proc/PID/stat after the name, which may hold anything: utime, stime, cutime, cstime, rss. */
const TIME_AT = { own: [11, 12], endedChildren: [13, 14] };
const RESIDENT_AT = 21;

/** Nothing of one that has ended: what it used is then its parent's. */
function statOf(pid: number): number[] {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}

/** Seconds of processor time that these processes have used since they began, with those they started and that ended. */
export function cpuSeconds(pids: readonly number[]): number {
  const fields = [...TIME_AT.own, ...TIME_AT.endedChildren];
  const ticks = pids.map(statOf).flatMap((stat) => fields.map((at) => stat[at] ?? 0));
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
}

export const residentMiB = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + (statOf(pid)[RESIDENT_AT] ?? 0) * PAGE_BYTES, 0) / 2 ** 20;

/** What a process started and what runs still, and what those started. */
export function descendantsOf(pid: number): number[] {
  const file = `/proc/${String(pid)}/task/${String(pid)}/children`;
  const listed = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const children = listed === '' ? [] : listed.split(' ').map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Nobody may have asked after one that ended: that is a zombie, and does nothing any more. */
export const isThere = (pid: number): boolean => {
  const file = `/proc/${String(pid)}/stat`;
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ');
};

/** How it was called, with its arguments; empty when it has ended. */
export const commandOf = (pid: number): string =>
  isThere(pid) ? readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ') : '';

/**
 * Milliseconds of processor time of a process that has one thread, of what it started, and of those of them that ended:
 * exact to the microsecond but for the last.
 */
export function exactCpuMs(pid: number): number {
  const running = [pid, ...descendantsOf(pid)].map(onProcessorMs).reduce((sum, each) => sum + each, 0);
  const ended = TIME_AT.endedChildren.map((at) => statOf(pid)[at] ?? 0).reduce((sum, each) => sum + each, 0);
  return running + (ended * 1_000) / TICKS_PER_SECOND;
}

function onProcessorMs(pid: number): number {
  const file = `/proc/${String(pid)}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1_000_000 : 0;
}
