import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type Certificate, selfMadeCertificate } from '../../server/platform/certificate.ts';

/** `settings`: with these the service uses it. */
export type BelievedCertificate = { certificate: Certificate; settings: Record<string, string> };

/** A certificate in the folder for these addresses, which this process believes from now on when it asks over HTTPS. */
export async function believedCertificate(folder: string, addresses: readonly string[]): Promise<BelievedCertificate> {
  const certificate = await selfMadeCertificate(folder, [...addresses]);
  // In the place of the one before: two of the same name are not told apart.
  setDefaultCACertificates([...getCACertificates('bundled'), certificate.cert]);
  const files = { TLS_CERT: join(folder, 'self-made.crt'), TLS_KEY: join(folder, 'self-made.key') };
  return { certificate, settings: { HTTPS: 'files', ...files } };
}
