import { chmodSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * A file that runs a program inside of a network, for those who can be told a program and not how to start it.
 * @returns its path in the folder
 */
export function programInside(namespace: string, program: string, folder: string): string {
  const file = join(folder, `${basename(program)}-in-${namespace}`);
  writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${namespace} ${program} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
