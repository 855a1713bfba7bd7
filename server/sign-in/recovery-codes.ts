import { randomInt } from 'node:crypto';

const HOW_MANY = 10;
/** Letters and digits that are not mistaken for each other: no I, O, 0, 1. Five bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/** Ten codes of 80 random bits, in groups of four. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)))
      .join('')
      .replace(/.{4}(?=.)/g, '$&-'),
  );

/** The code as it is hashed: however it was typed. */
export const plainRecoveryCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');
