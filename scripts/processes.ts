import { readdir, readFile } from 'node:fs/promises';

/** The processes that a process started and that still run, as this system (Linux) tells them. */
export async function childrenOf(pid: number): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const processes = await Promise.all(pids.map(describeProcess));
  return processes.filter((each) => each !== null && each.parentPid === pid && each.isAlive) as NonNullable<
    (typeof processes)[number]
  >[];
}

export const isRunning = async (pid: number): Promise<boolean> => (await describeProcess(pid))?.isAlive ?? false;

async function describeProcess(pid: number) {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    return { pid, command, parentPid: Number(parentPid), isAlive: state !== 'Z' };
  } catch {
    return null; // it ended while we looked
  }
}
