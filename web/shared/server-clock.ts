const KEY = 'kanwa:clock-behind-ms';
/** How far the two clocks may drift apart unnoticed: times that jump about at every answer would be worse. */
const SLACK_MS = 1_000;
/** The header of an answer has whole seconds. */
const DATE_STEP_MS = 1_000;

/** How much later the server's clock is than this device's. Kept, for a tablet that is opened without a network. */
let behindMs = readKept();

/** Learns from the Date header of an answer; the server's clock said it at some time between asking and answering. */
export function heardServerTime(date: string | null, askedAt: number, answeredAt: number): void {
  const saidMs = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(saidMs)) return;
  const [least, most] = [saidMs - answeredAt, saidMs + DATE_STEP_MS - askedAt];
  if (behindMs >= least - SLACK_MS && behindMs <= most + SLACK_MS) return;
  const isNone = least - SLACK_MS <= 0 && most + SLACK_MS >= 0;
  behindMs = isNone ? 0 : Math.round((least + most) / 2);
  keep();
}

/** What the server's clock shows when this device's shows `deviceMs`. */
export const onServerClock = (deviceMs: number): Date => new Date(deviceMs + behindMs);

/** Now, as far as this device knows: a tablet's own clock may be wrong by hours. */
export const serverNow = (): Date => onServerClock(Date.now());

/** When something that is recorded happened. Every record takes its time from here. */
export const recordTime = (): string => serverNow().toISOString();

function keep(): void {
  try {
    localStorage.setItem(KEY, String(behindMs));
  } catch {
    // A storage that is full or forbidden: then it is learned again with the next answer.
  }
}

function readKept(): number {
  try {
    const kept = Number(localStorage.getItem(KEY));
    return Number.isFinite(kept) ? kept : 0;
  } catch {
    return 0;
  }
}
