import { dayOfColumn, type LocalDay } from '../platform/calendar.ts';

/** As people say and write it: `2026-1120-03` is the third of its site on 20 November. */
export function numberOf({ day, number }: { day: LocalDay | Date; number: number }): string {
  const [year = '', month = '', date = ''] = (typeof day === 'string' ? day : dayOfColumn(day)).split('-');
  return `${year}-${month}${date}-${String(number).padStart(2, '0')}`;
}
