import type { UserId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import type { SecondFactorState } from '../contract/second-factor.ts';
import type { Me } from '../contract/sign-in.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { facesOf } from './faces.ts';

export type OwnAsking = Pick<AskingUser, 'userId' | 'roles' | 'withheld' | 'secondFactor'>;

/** Withheld roles open no door, but their face is where the second factor is set up and asked for. */
export async function readMe(db: Db, asking: OwnAsking): Promise<Me> {
  const { userId, roles, withheld } = asking;
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, portrait: true, language: true, _count: { select: { guardianships: true } } },
  });
  return {
    userId,
    name: user.name,
    portrait: Portrait.nullable().catch(null).parse(user.portrait),
    language: user.language === 'en' ? 'en' : 'zh',
    faces: facesOf([...roles, ...withheld], user._count.guardianships > 0),
    roles: [...roles],
    secondFactor: await secondFactorState(db, asking),
  };
}

export async function secondFactorState(db: Db, asking: OwnAsking): Promise<SecondFactorState> {
  if (asking.secondFactor !== 'none') return asking.secondFactor === 'met' ? 'met' : 'to-be-met';
  const isNeeded = asking.withheld.length > 0 || (await isNeededAsGuardian(db, asking.userId));
  return isNeeded ? 'to-be-set-up' : 'not-needed';
}

async function isNeededAsGuardian(db: Db, userId: UserId): Promise<boolean> {
  const child = { leftAt: null, site: { secondFactorNeeded: true } };
  return (await db.guardianship.count({ where: { userId, child } })) > 0;
}

export async function setLanguage(db: Db, userId: UserId, language: 'zh' | 'en'): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { language } });
}
