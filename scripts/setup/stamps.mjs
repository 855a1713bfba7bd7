// A stamp says from what a step's result was made; while that is the same, the step has nothing to do.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(project, 'node_modules', '.cache', 'kanwa');

/** One hash over files and folders of the project, by name and content. Folders named in `except` are passed over. */
export function hashOf(paths, except = []) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path, except);
  return hash.digest('hex');
}

function addTo(hash, path, except) {
  const absolute = join(project, path);
  if (!existsSync(absolute) || except.includes(path)) return;
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) addTo(hash, join(path, name), except);
  } else {
    hash.update(`${path}\0`).update(readFileSync(absolute));
  }
}

/**
 * Runs `work` unless it has been done from the same input and its `result` is still there.
 * The stamp goes first and comes back last, so that an interrupted step is done again.
 */
export async function unlessDone({ name, input, result }, work) {
  const stamp = join(folder, name);
  if (isDone({ name, input, result })) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, input());
}

export function isDone({ name, input, result }) {
  const stamp = join(folder, name);
  return existsSync(join(project, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === input();
}
