import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

export type Certificate = { cert: string; key: string };

const DAY_MS = 86_400_000;
const VALID_DAYS = 397;
/** One that would end sooner is made anew. Only a start looks: a service that runs for a year on end needs one before. */
const AT_LEAST_DAYS_LEFT = 30;

/** Addresses of this machine that other machines of its network can reach; none on a machine by itself. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

/**
 * A certificate of our own making for `localhost` and this machine's addresses, kept in the folder while it serves.
 * Browsers warn once, and once more when it is made anew; that is right, for nobody vouches for it.
 */
export async function selfMadeCertificate(folder: string, addresses = ownAddresses()): Promise<Certificate> {
  const certFile = path.join(folder, 'self-made.crt');
  const keyFile = path.join(folder, 'self-made.key');
  const kept = await readBoth(certFile, keyFile);
  if (kept !== null && stillServes(kept, addresses, new Date())) return kept;
  const made = await makeCertificate(addresses);
  await writeFile(keyFile, made.key, { mode: 0o600 });
  await writeFile(certFile, made.cert);
  return made;
}

/** Whether it lasts for a while, names each of the addresses, and belongs to its key (a start may have ended between the two files). */
export function stillServes({ cert, key }: Certificate, addresses: readonly string[], at: Date): boolean {
  try {
    const certificate = new X509Certificate(cert);
    const daysLeft = (Date.parse(certificate.validTo) - at.getTime()) / DAY_MS;
    const isOfKey = certificate.checkPrivateKey(createPrivateKey(key));
    return isOfKey && daysLeft > AT_LEAST_DAYS_LEFT && addresses.every((ip) => certificate.checkIP(ip) !== undefined);
  } catch {
    return false; // neither a certificate nor a key
  }
}

async function readBoth(certFile: string, keyFile: string): Promise<Certificate | null> {
  if (!existsSync(certFile) || !existsSync(keyFile)) return null;
  return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
}

async function makeCertificate(addresses: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Kanwa' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
