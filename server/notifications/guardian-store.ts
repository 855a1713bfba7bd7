import { STANDING } from '../access/family-scope.ts';
import type { UserId } from '../contract/ids.ts';
import type { Db } from '../platform/database.ts';

export const isGuardian = async (db: Db, userId: UserId): Promise<boolean> =>
  (await db.guardianship.count({ where: { userId, ...STANDING } })) > 0;
