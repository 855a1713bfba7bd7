import { createHash, randomUUID } from 'node:crypto';
import type { BenchPlace } from './bench-place.ts';

/** Signs these people in, once for each time they are named, without their passwords. @returns an access token for each */
export async function tokensFor({ database: { db }, url }: BenchPlace, userIds: readonly string[]): Promise<string[]> {
  const at = new Date();
  const expiresAt = new Date(at.getTime() + 3_600_000);
  const sessions = userIds.map((userId) => ({ id: randomUUID(), userId }));
  await db.session.createMany({
    data: sessions.map((row) => ({ ...row, expiresAt, address: '', userAgent: 'bench' })),
  });
  await db.refreshToken.createMany({
    data: sessions.map(({ id }) => ({ sessionId: id, createdAt: at, hash: createHash('sha256').update(id).digest() })),
  });
  const tokens: string[] = [];
  for (const { id } of sessions) {
    const answer = await fetch(`${url}/api/session/refresh`, {
      method: 'POST',
      headers: { cookie: `kanwa_session=${id}` },
    });
    if (!answer.ok) throw new Error(`refresh: ${String(answer.status)} ${await answer.text()}`);
    tokens.push(((await answer.json()) as { accessToken: string }).accessToken);
  }
  return tokens;
}
