import type { AttendanceDeps } from '../attendance/attendance-deps.ts';
import { Recorder, type RecorderDeps } from '../attendance/recorder.ts';
import type { AppDeps } from './app-deps.ts';
import type { Effects } from './effects.ts';

/** Attendance with the one recorder of this process, and what other features do once a record stands. */
export function attendanceParts(
  { database, now }: Pick<AppDeps, 'database' | 'now'>,
  { onFactsChanged }: Effects,
  others: Pick<RecorderDeps, 'afterwards'> & Pick<AttendanceDeps, 'pickupAllowed' | 'callIfKeptFrom' | 'whoMayFetch'>,
): AttendanceDeps {
  const { db } = database;
  const recorder = new Recorder({ db, now, onFactsChanged, afterwards: others.afterwards });
  const { afterwards: _afterwards, ...rest } = others;
  return { db, now, recorder, ...rest };
}
