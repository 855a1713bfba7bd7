import { statSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** Few lines that ask every route of the server: begun last, they would run on while the other workers have nothing left. */
const ASKS_EVERY_ROUTE = /[/\\]api[/\\]security[/\\]/;

/** The order of files in a run. On a fresh machine jest knows no durations, and goes by size alone. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const weight = ({ path }) => (ASKS_EVERY_ROUTE.test(path) ? Infinity : statSync(path).size);
    const weighed = tests.map((test) => ({ test, weight: weight(test) }));
    return weighed.sort((one, other) => other.weight - one.weight || 0).map(({ test }) => test);
  }
}
