/** What gives somebody an account, or an account the right to read; and what gives an account back to its owner. */
export const ACTS = [
  'person-added',
  'password-reset',
  'second-factor-reset',
  'role-given',
  'password-changed',
  'second-factor-set-up',
  'second-factor-off',
] as const;

/** One of these, from the audit: done by whom to whose account. */
export type Act = { action: (typeof ACTS)[number]; by: string; of: string; at: Date };

/**
 * Everybody whose account one of these people may sign in with, or made a reader of what they are kept from; and whoever is
 * in those accounts' hands in turn. An owner who has chosen another password since, or who has a second step that nobody
 * reset, is in nobody's hands; but not of what was reported before the account was given away.
 * @param reportedAt since when they are kept from it
 */
export function inHandsOf(people: readonly string[], acts: readonly Act[], reportedAt: Date): ReadonlySet<string> {
  const given = acts.filter((act) => act.by !== act.of && gives(act, acts, reportedAt));
  const found = new Set(people);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { by, of } of given) if (found.has(by)) found.add(of);
  }
  return found;
}

function gives(act: Act, acts: readonly Act[], reportedAt: Date): boolean {
  const isLater = act.at > reportedAt;
  switch (act.action) {
    case 'role-given':
    case 'second-factor-reset':
      return isLater;
    case 'person-added':
    case 'password-reset':
      return !hadSecondStep(act, acts, reportedAt) && (isLater || !isChangedSince(act, acts));
    case 'password-changed':
    case 'second-factor-set-up':
    case 'second-factor-off':
      return false;
  }
}

const isChangedSince = ({ of, at }: Act, acts: readonly Act[]): boolean =>
  acts.some((each) => each.action === 'password-changed' && each.of === of && each.at >= at);

/** One that the owner set up before it mattered, and that stands to this day: a password alone opens nothing then. */
function hadSecondStep({ of, at }: Act, acts: readonly Act[], reportedAt: Date): boolean {
  const own = acts.filter((each) => each.of === of && each.action.startsWith('second-factor'));
  const newest = own.toSorted((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
  return newest?.action === 'second-factor-set-up' && newest.at <= (at > reportedAt ? at : reportedAt);
}
