import { PERSONS, plain, type Row, row } from './security-row.ts';

/** What says how far and how wide the way to this service is: for everybody who is signed in, and nothing of anybody. */
export const NETWORK_TEST: Row[] = [
  plain('GET /api/network-test', PERSONS),
  row('GET /api/network-test/bytes', PERSONS, () => Promise.resolve({ query: { bytes: '1000' } }), null),
];
