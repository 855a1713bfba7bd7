import { plainPhone } from '../platform/plain-phone.ts';

type Known = { name: string; phone: string };

/**
 * The guardian among those kept from the child by order whose phone or name this is; null for anybody else. Pure. A namesake
 * is taken for the guardian: the office can tell them apart, a form cannot.
 */
export function blockedAs<Guardian extends Known>(named: Known, blocked: readonly Guardian[]): Guardian | null {
  const [phone, letters] = [phoneOf(named), lettersOf(named)];
  return (
    blocked.find((guardian) => (phone !== '' && phoneOf(guardian) === phone) || lettersOf(guardian) === letters) ?? null
  );
}

const phoneOf = ({ phone }: Known): string => plainPhone(phone);
/** A space, a dot or the width of a letter makes no other name. */
const lettersOf = ({ name }: Known): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s·•.]/g, '')
    .toLowerCase();
