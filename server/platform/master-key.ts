import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** 32 bytes for one purpose, derived from the master key (HKDF-SHA-256): no two uses share a key. */
export type DeriveKey = (purpose: string) => Buffer;

/**
 * The key outside of the database: given as hex, or kept in a file of the data folder that only its owner reads.
 * Without it camera secrets cannot be opened; it is not in any backup of the database.
 */
export async function openMasterKey(hex: string | undefined, dataDir: string): Promise<DeriveKey> {
  const master = hex === undefined ? await keyFile(path.join(dataDir, 'master.key')) : Buffer.from(hex, 'hex');
  return (purpose) => Buffer.from(hkdfSync('sha256', master, 'kanwa', purpose, 32));
}

async function keyFile(file: string): Promise<Buffer> {
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await chmod(file, 0o600);
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  if (key.length !== 32)
    throw new Error(
      `${file} does not hold a key of 32 bytes; put the right one back, or camera passwords must be entered anew`,
    );
  return key;
}
