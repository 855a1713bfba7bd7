const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'; // without what is mistaken when read out
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A first password of 60 random bits, in groups that can be read out: k3mp-x9ra-w2ht. */
export function newPassword(): string {
  const random = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP_LENGTH));
  const letters = Array.from(random, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return letters.match(/.{4}/g)?.join('-') ?? letters;
}
