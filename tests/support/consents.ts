import type { ConsentTextView, OwnConsents } from '../../server/contract/consents.ts';
import type { OrganizationId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';
import type { Person } from './test-server.ts';

/** A published text, as an operator's administrator makes one. */
export async function makeText(
  db: Db,
  text: { operatorId: OrganizationId; kind: string; version: number; publishedBy: string; requiredFrom?: Date },
): Promise<string> {
  const words = { zh: `第 ${String(text.version)} 版文本`, en: `Text, version ${String(text.version)}` };
  const { id } = await db.consentText.create({
    data: { ...text, ...words, publishedAt: new Date(), requiredFrom: text.requiredFrom ?? null },
  });
  return id;
}

/** The bytes of a file as this person sends or fetches them. */
export async function fileCall(
  { url }: { url: string },
  { token }: Person,
  path: string,
  file?: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: file === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(file !== undefined && { 'content-type': 'application/octet-stream' }),
    },
    ...(file !== undefined && { body: file }),
  });
}

export const ownOf = async (person: Person): Promise<OwnConsents['children']> =>
  ((await person.call('GET', '/api/consents')).body as OwnConsents).children;

/** The newest text of a kind as its signer reads it. */
export async function textToSign(person: Person, kind: string): Promise<ConsentTextView> {
  const [child] = await ownOf(person);
  const text = child?.texts.filter((one) => one.kind === kind).sort((a, b) => b.version - a.version)[0];
  if (text === undefined) throw new Error(`There is no text of the kind ${kind} to sign.`);
  return text;
}
