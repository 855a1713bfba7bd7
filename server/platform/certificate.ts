import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

export type Certificate = { cert: string; key: string };

const VALID_DAYS = 397;

/** Addresses of this machine that other machines of its network can reach; none on a machine by itself. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

/**
 * A certificate of our own making for `localhost` and this machine's addresses, kept in the folder. Browsers warn once;
 * that is right, for nobody vouches for it.
 */
export async function selfMadeCertificate(folder: string): Promise<Certificate> {
  const certFile = path.join(folder, 'self-made.crt');
  const keyFile = path.join(folder, 'self-made.key');
  if (!existsSync(certFile) || !existsSync(keyFile)) {
    const made = await generate([{ name: 'commonName', value: 'Kanwa' }], {
      keySize: 2048,
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + VALID_DAYS * 86_400_000),
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            ...['127.0.0.1', ...ownAddresses()].map((ip) => ({ type: 7 as const, ip })),
          ],
        },
      ],
    });
    await writeFile(keyFile, made.private, { mode: 0o600 });
    await writeFile(certFile, made.cert);
  }
  return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
}
