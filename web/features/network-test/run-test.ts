import { isProblem } from '../../shared/problem-error.ts';
import type { Probes } from './probes.ts';
import { type Learned, LIMIT_MS, NOTHING_LEARNED, type Results, type StepId, type StepResult, STEPS } from './steps.ts';

/** What is said of a step that gave no answer in its time, or failed otherwise. */
const GIVEN_UP: Record<StepId, StepResult['said']> = {
  page: 'pageFailed',
  socket: 'socketFailed',
  udp: 'udpFailed',
  tcp: 'tcpFailed',
  turn: 'turnFailed',
  decoder: 'decoderFailed',
  speed: 'speedUnknown',
};

export type Listener = { began: (step: StepId) => void; found: (results: Results) => void };

/**
 * Tries one step after another, each within its limit.
 * @throws ProblemError 'too-many-tries' or 'not-signed-in': then nothing was found out
 */
export async function runTest(probes: Probes, { began, found }: Listener): Promise<Learned> {
  const learned: Learned = { ...NOTHING_LEARNED };
  let results: Results = {};
  for (const step of STEPS) {
    began(step);
    results = { ...results, [step]: await tried(step, () => probes[step](learned, results)) };
    found(results);
  }
  return learned;
}

async function tried(step: StepId, probe: () => Promise<StepResult>): Promise<StepResult> {
  const givenUp: StepResult = { state: 'failed', said: GIVEN_UP[step] };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<StepResult>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS[step], givenUp);
  });
  try {
    return await Promise.race([probe(), late]);
  } catch (error) {
    if (isProblem(error, 'too-many-tries') || isProblem(error, 'not-signed-in')) throw error;
    return givenUp;
  } finally {
    clearTimeout(timer);
  }
}
