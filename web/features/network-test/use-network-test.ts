import { useState } from 'react';
import { PROBES } from './probes.ts';
import { runTest } from './run-test.ts';
import type { Learned, Results, StepId } from './steps.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export type NetworkTest =
  | { phase: 'idle'; results: Results }
  | { phase: 'running'; results: Results; step: StepId }
  | { phase: 'done'; results: Results; learned: Learned; verdict: Verdict; at: Date }
  | { phase: 'refused'; results: Results; error: unknown };

/** One test at a time, begun by hand: it costs the video service a little, and the reader some of their data. */
export function useNetworkTest(): { test: NetworkTest; start: () => void } {
  const [test, setTest] = useState<NetworkTest>({ phase: 'idle', results: {} });
  const run = async () => {
    try {
      let results: Results = {};
      const learned = await runTest(PROBES, {
        began: (step) => setTest({ phase: 'running', results, step }),
        found: (soFar) => {
          results = soFar;
        },
      });
      setTest({ phase: 'done', results, learned, verdict: verdictOf(results), at: new Date() });
    } catch (error) {
      setTest({ phase: 'refused', results: {}, error });
    }
  };
  return { test, start: () => void run() };
}
