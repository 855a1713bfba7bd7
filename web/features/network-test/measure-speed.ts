import { MOST_SPEED_BYTES } from '#contract/network-test.ts';
import { requestBody } from '../../shared/api.ts';
import { NEEDED_MBIT, type StepResult } from './steps.ts';

const LOOKS_FOR_MS = 3_000;
/** Too little in too short a time says nothing. */
const LEAST_BYTES = 20_000;

/** Downloads for three seconds at most, and says how many Mbit/s came: from the first bytes on, not from the asking. */
export async function measureSpeed(now: () => number = () => performance.now()): Promise<StepResult> {
  const body = await requestBody(`/api/network-test/bytes?bytes=${String(MOST_SPEED_BYTES)}`);
  const reader = body.getReader();
  const endsAt = now() + LOOKS_FOR_MS;
  const late = setTimeout(() => void reader.cancel().catch(() => undefined), LOOKS_FOR_MS);
  let [bytes, firstAt, lastAt] = [0, 0, 0];
  try {
    for (let next = await reader.read(); !next.done && now() < endsAt; next = await reader.read()) {
      lastAt = now();
      if (firstAt === 0) firstAt = lastAt;
      else bytes += next.value.length; // the first piece was on its way before it was timed
    }
  } finally {
    clearTimeout(late);
    void reader.cancel().catch(() => undefined);
  }
  return bytes < LEAST_BYTES ? { state: 'failed', said: 'speedUnknown' } : judged(bytes, lastAt - firstAt);
}

function judged(bytes: number, tookMs: number): StepResult {
  const mbit = (bytes * 8) / 1_000 / Math.max(1, tookMs);
  if (mbit < NEEDED_MBIT.sub) return { state: 'failed', said: 'speedTooLow', mbit };
  return { state: 'ok', said: mbit < NEEDED_MBIT.main ? 'speedSmall' : 'speedOk', mbit };
}
