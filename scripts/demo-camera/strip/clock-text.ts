// Swedish writes a date and time the way cameras do: 2026-11-20 10:24:36.
const NURSERY_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The nursery's local time to the second, as the camera writes it into its picture. */
export const clockText = (at: Date): string => NURSERY_TIME.format(at);
