import type { Db } from '../platform/database.ts';

/** Deletes refresh tokens of sessions that were over before `over`. @returns how many, `limit` at most */
export const deleteTokensOfOver = (db: Db, over: Date, limit: number): Promise<number> =>
  db.$executeRaw`
    DELETE FROM refresh_token WHERE hash IN (
      SELECT t.hash FROM refresh_token t JOIN session s ON s.id = t.session_id
      WHERE s.ended_at < ${over} OR s.expires_at < ${over} LIMIT ${limit})`;

/** Deletes sessions that were over before `over`, with what is left of their tokens. @returns how many, `limit` at most */
export const deleteSessionsOver = (db: Db, over: Date, limit: number): Promise<number> =>
  db.$executeRaw`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE ended_at < ${over} OR expires_at < ${over} LIMIT ${limit})`;
