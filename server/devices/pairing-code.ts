import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for each other when read out: no I, O, 0, 1. */
export const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

/** Eight characters, 40 random bits, in two groups of four. */
export function newPairingCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join(
    '',
  );
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The code as it is hashed: however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll('-', '');
