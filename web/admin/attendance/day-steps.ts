/** The day so many days later; negative: earlier. Days as such need no clock and no zone. */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export function monthPlus(month: string, months: number): string {
  const at = new Date(`${month}-01T00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

/** Anybody can write anything into an address; what is no day counts for nothing. */
export const dayOr = (text: string, other: string): string =>
  /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
    ? text
    : other;

export const monthOr = (text: string, other: string): string => (/^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : other);
