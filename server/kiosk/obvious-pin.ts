import { plainPhone } from '../platform/plain-phone.ts';

export type PinFacts = { phone: string; bornOn: readonly Date[]; today: Date };

/**
 * Is this the six digits somebody would try first: a run or another row of numbers, a pattern, a way over the keys, a birthday,
 * a year, a piece of the phone number? Pure. Whatever reads as a date of birth of a living parent is one, since nobody's is
 * known here but the children's.
 */
export function isObviousPin(pin: string, { phone, bornOn, today }: PinFacts): boolean {
  return (
    isRun(pin) ||
    COUNTED.has(pin) ||
    isPattern(pin) ||
    isWayOverKeys(pin) ||
    isBirthday(pin, today) ||
    hasYear(pin, today) ||
    bornOn.some((date) => isOfDate(pin, date)) ||
    isOfPhone(pin, plainPhone(phone))
  );
}

/** Five in a row by the same step, after nine comes nought: 012345, 135790, 777774, 198765. */
function isRun(pin: string): boolean {
  const steps = Array.from({ length: 5 }, (_, nth) => (Number(pin[nth + 1]) - Number(pin[nth]) + 10) % 10);
  const areAlike = (some: readonly number[]) => some.every((each) => each === some[0]);
  return areAlike(steps.slice(0, 4)) || areAlike(steps.slice(1));
}

const backwards = (digits: string): string => Array.from(digits).reverse().join('');

/** 246810, 101112, 369121, and from behind: numbers of two digits at most by the same step, one after the other. */
const COUNTED: ReadonlySet<string> = new Set(
  Array.from({ length: 100 }, (_, first) => first).flatMap((first) =>
    Array.from({ length: 25 }, (_, step) => step + 1).flatMap((step) => {
      const numbers = Array.from({ length: 6 }, (_, nth) => first + nth * step);
      const written = numbers.join('').slice(0, 6);
      return [written, backwards(written)];
    }),
  ),
);

const ALIKE = 4;

/** 121212, 483483, 112233, 444888, 123321, 000012: repeated, mirrored, of no more than two different digits, or almost all alike. */
function isPattern(pin: string): boolean {
  const isOf = (length: number) => pin === pin.slice(0, length).repeat(6 / length);
  const isMirrored = pin === backwards(pin);
  const isAlmostAlike = Array.from(pin).some((digit) => pin.split(digit).length > ALIKE);
  return (
    isOf(2) || isOf(3) || isMirrored || isAlmostAlike || new Set(pin).size <= 2 || /^(\d)\1(\d)\2(\d)\3$/.test(pin)
  );
}

const KEY_LINES = ['123', '456', '789', '147', '258', '369', '159', '357'];
const KEY_WAYS = KEY_LINES.flatMap((line) => [line, backwards(line)]);

/** 147258, 159357, 789123: two lines of three keys. */
const isWayOverKeys = (pin: string): boolean => KEY_WAYS.includes(pin.slice(0, 3)) && KEY_WAYS.includes(pin.slice(3));

const OLDEST_YEARS = 100;

/** Year, month and day of the last hundred years in two digits each: 880214, 140288, 021488. */
function isBirthday(pin: string, today: Date): boolean {
  const [a = 0, b = 0, c = 0] = [0, 2, 4].map((at) => Number(pin.slice(at, at + 2)));
  return isPastDay(a, b, c, today) || isPastDay(c, b, a, today) || isPastDay(c, a, b, today);
}

const isPastDay = (year: number, month: number, day: number, today: Date): boolean =>
  [1900 + year, 2000 + year].some((full) => {
    const date = new Date(Date.UTC(full, month - 1, day));
    const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
    return isDate && date <= today && today.getUTCFullYear() - full <= OLDEST_YEARS;
  });

/** A year of somebody's life with two digits more: 198507, 071985, 202600. */
function hasYear(pin: string, today: Date): boolean {
  const thisYear = today.getUTCFullYear();
  return [pin.slice(0, 4), pin.slice(2)].some(
    (part) => Number(part) <= thisYear && thisYear - Number(part) <= OLDEST_YEARS,
  );
}

/** Month and day of a known birthday with two digits more. */
function isOfDate(pin: string, date: Date): boolean {
  const [, month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
  return [month + day, day + month].some((part) => isAtAnEnd(part, pin));
}

const PHONE_END = 4;

/** Any six digits of it in a row, and its last four with two digits more. */
const isOfPhone = (pin: string, phone: string): boolean =>
  phone.includes(pin) || (phone.length >= PHONE_END && isAtAnEnd(phone.slice(-PHONE_END), pin));

const isAtAnEnd = (part: string, pin: string): boolean => pin.startsWith(part) || pin.endsWith(part);
