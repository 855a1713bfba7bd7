import { plainPhone } from '../platform/plain-phone.ts';

export type PinFacts = { phone: string; bornOn: readonly Date[]; today: Date };

/**
 * Is this the six digits somebody would try first: all alike, a run, a pattern repeated, a birthday, the end of the phone
 * number? Pure. Whatever reads as a date of birth of a living parent is one, since nobody's is known here but the children's.
 */
export function isObviousPin(pin: string, { phone, bornOn, today }: PinFacts): boolean {
  return (
    isRun(pin) ||
    isRepeated(pin) ||
    isBirthday(pin, today) ||
    bornOn.flatMap(waysToWrite).includes(pin) ||
    plainPhone(phone).endsWith(pin)
  );
}

function isRun(pin: string): boolean {
  const steps = Array.from({ length: 5 }, (_, nth) => (Number(pin[nth + 1]) - Number(pin[nth]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((each) => each === step));
}

/** 121212, 123123, 112233. */
function isRepeated(pin: string): boolean {
  const isOf = (length: number) => pin === pin.slice(0, length).repeat(6 / length);
  return isOf(2) || isOf(3) || /^(\d)\1(\d)\2(\d)\3$/.test(pin) || /^(\d)\1\1(\d)\2\2$/.test(pin);
}

const OLDEST_YEARS = 100;

/** Year, month and day in two digits each, of the last hundred years. */
function isBirthday(pin: string, today: Date): boolean {
  const [year = 0, month = 0, day = 0] = [0, 2, 4].map((at) => Number(pin.slice(at, at + 2)));
  const ages = [1900 + year, 2000 + year].filter((full) => {
    const date = new Date(Date.UTC(full, month - 1, day));
    const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
    return isDate && date <= today && today.getUTCFullYear() - full <= OLDEST_YEARS;
  });
  return ages.length > 0;
}

function waysToWrite(date: Date): string[] {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
  const yy = year.slice(2);
  return [yy + month + day, day + month + yy, month + day + yy, year + month, month + year];
}
