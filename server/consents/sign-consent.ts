import type { z } from 'zod';
import { NOTICE_DAYS, type SignConsent, type TextKind, type WithdrawConsent } from '../contract/consents.ts';
import type { ChildId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { type Standing, standingGuardian } from './guardian-store.ts';
import { isTextOf, lastEntry, newestText } from './texts-store.ts';

type Deps = Pick<ConsentsDeps, 'db' | 'now' | 'writeGuardiansEntry'>;
const NOTICE_MS = NOTICE_DAYS * 86_400_000;

/**
 * A guardian agrees to the newest text of a kind, with their name typed in full. It counts at once, for their child and,
 * where the room asks for everyone's consent, for the room.
 * @throws AppError 'not-found' for a child or text that is not theirs, 'conflict' for a text that is no longer the newest,
 *   'bad-request' for another name
 */
export async function signConsent(deps: Deps, asking: AskingUser, input: z.output<typeof SignConsent>): Promise<void> {
  const { childId, kind, textId } = input;
  const at = deps.now();
  const standing = await requireStanding(deps.db, asking, childId);
  const text = await newestText(deps.db, standing.operatorId, kind);
  if (text?.id !== textId) throw await refusedText(deps, standing, kind, textId);
  if (lettersOf(input.name) !== lettersOf(standing.signer))
    throw new AppError('bad-request', { fields: { name: 'not-your-name' } });
  const last = await lastEntry(deps.db, childId, kind);
  await deps.writeGuardiansEntry(
    {
      ...{ childId, siteId: standing.siteId, userId: asking.userId, address: asking.address, at },
      ...{ kind, given: true, version: text.version, textId, validUntil: endOf(last, at) },
    },
    stillStands(asking, childId),
  );
}

/**
 * A guardian takes a consent back, whoever of the child's guardians gave it; it counts at once.
 * @throws AppError 'not-found' for a child that is not theirs
 */
export async function withdrawConsent(
  deps: Deps,
  asking: AskingUser,
  { childId, kind }: z.output<typeof WithdrawConsent>,
): Promise<void> {
  const { siteId } = await requireStanding(deps.db, asking, childId);
  const last = await lastEntry(deps.db, childId, kind);
  const { userId, address } = asking;
  const whose = { childId, siteId, userId, address, at: deps.now() };
  const taken = { kind, given: false, version: last?.version ?? 1, textId: last?.textId ?? null, validUntil: null };
  await deps.writeGuardiansEntry({ ...whose, ...taken }, stillStands(asking, childId));
}

/** @throws AppError 'not-found', for a foreign child, an unknown one and a right that does not stand alike */
export async function requireStanding(
  db: Parameters<typeof standingGuardian>[0],
  { userId }: AskingUser,
  childId: ChildId,
): Promise<Standing> {
  const standing = await standingGuardian(db, userId, childId);
  if (standing === null) throw new AppError('not-found');
  return standing;
}

/** Asked again in the transaction of the entry: the right may have been taken a moment ago. */
const stillStands = (asking: AskingUser, childId: ChildId) => async (tx: Tx) => {
  await requireStanding(tx, asking, childId);
};

async function refusedText({ db }: Deps, { operatorId }: Standing, kind: TextKind, textId: string): Promise<AppError> {
  const wasNewest = await isTextOf(db, operatorId, kind, textId);
  return wasNewest ? new AppError('conflict', { fields: { textId: 'newer-text' } }) : new AppError('not-found');
}

/** An end that the director chose stays while it is far off; a signature within the notice, or after it, renews. */
function endOf(last: { given: boolean; validUntil: Date | null } | null, at: Date): Date | null {
  if (!last?.given || last.validUntil === null) return null;
  return last.validUntil.getTime() > at.getTime() + NOTICE_MS ? last.validUntil : null;
}

/** Names are compared by their letters: a space or the width of a letter is no other name. */
const lettersOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s·•.]/g, '')
    .toLowerCase();
