import type { UserId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import type { Me } from '../contract/sign-in.ts';
import type { HeldRole } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { facesOf } from './faces.ts';

export async function readMe(db: Db, userId: UserId, roles: readonly HeldRole[]): Promise<Me> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, portrait: true, language: true, _count: { select: { guardianships: true } } },
  });
  return {
    userId,
    name: user.name,
    portrait: Portrait.nullable().catch(null).parse(user.portrait),
    language: user.language === 'en' ? 'en' : 'zh',
    faces: facesOf(roles, user._count.guardianships > 0),
    roles: [...roles],
  };
}

export async function setLanguage(db: Db, userId: UserId, language: 'zh' | 'en'): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { language } });
}
