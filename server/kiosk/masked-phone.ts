import { plainPhone } from '../platform/plain-phone.ts';

const HEAD = 3;
const TAIL = 4;

/** 138 •••• 6213: as much as its owner needs to know it by. Of a short number its end alone. */
export function maskedPhone(phone: string): string {
  const plain = plainPhone(phone);
  if (plain === '') return '';
  const tail = plain.slice(-TAIL);
  return plain.length > HEAD + TAIL ? `${plain.slice(0, HEAD)} •••• ${tail}` : `•••• ${tail.slice(-2)}`;
}
