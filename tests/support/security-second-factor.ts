import { PASSWORD } from './nursery.ts';
import { WHO } from './security-cast.ts';
import { but, PERSONS, plain, type Row } from './security-row.ts';

/** The code is wrong for everybody: what a right one opens has tests of its own. */
const code = '000000';
const WRONG = but(PERSONS, 'wrong-second-factor', ...WHO.filter((who) => PERSONS[who] === 'ok'));

/** One's own second factor. */
export const SECOND_FACTOR: Row[] = [
  plain('GET /api/me/second-factor', PERSONS),
  plain('POST /api/me/second-factor', PERSONS),
  plain('POST /api/me/second-factor/confirmation', WRONG, { code }),
  plain('POST /api/me/second-factor/proof', WRONG, { code }),
  plain('POST /api/me/second-factor/recovery-codes', WRONG, { code, password: PASSWORD }),
  plain('POST /api/me/second-factor/off', WRONG, { code, password: PASSWORD }),
];
