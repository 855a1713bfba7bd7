import { expect, test } from '@jest/globals';
import { type Act, inHandsOf } from '../../../server/concerns/in-hands-of.ts';

const day = (n: number) => new Date(Date.UTC(2026, 5, n));
const REPORTED = day(10);
const act = (action: Act['action'], by: string, of: string, on: number): Act => ({ action, by, of, at: day(on) });
const held = (...acts: Act[]) => [...inHandsOf(['named'], acts, REPORTED)].sort();

test.each<[string, Act[], string[]]>([
  ['nothing was done', [], []],
  ['a new account with a chosen password', [act('person-added', 'named', 'puppet', 11)], ['puppet']],
  ['a role that reads reports, given afterwards', [act('role-given', 'named', 'friend', 11)], ['friend']],
  ['a role given before there was a report', [act('role-given', 'named', 'deputy', 9)], []],
  ['another password afterwards', [act('password-reset', 'named', 'deputy', 11)], ['deputy']],
  ['a known password from before', [act('password-reset', 'named', 'deputy', 9)], ['deputy']],
  [
    'a known password from before, changed since by its owner',
    [act('password-reset', 'named', 'deputy', 8), act('password-changed', 'deputy', 'deputy', 9)],
    [],
  ],
  [
    'a password given away after the report: changing it later does not take back what was read',
    [act('password-reset', 'named', 'deputy', 11), act('password-changed', 'deputy', 'deputy', 12)],
    ['deputy'],
  ],
  [
    'a second step of the owner, from before, that nobody reset',
    [act('second-factor-set-up', 'deputy', 'deputy', 7), act('password-reset', 'named', 'deputy', 11)],
    [],
  ],
  [
    'a second step that was reset, too',
    [
      act('second-factor-set-up', 'deputy', 'deputy', 7),
      act('password-reset', 'named', 'deputy', 11),
      act('second-factor-reset', 'named', 'deputy', 11),
    ],
    ['deputy'],
  ],
  [
    'a second step set up only after the password was given away',
    [act('password-reset', 'named', 'deputy', 11), act('second-factor-set-up', 'deputy', 'deputy', 12)],
    ['deputy'],
  ],
  [
    'a chain: one account leads into the next',
    [act('password-reset', 'named', 'first', 11), act('password-reset', 'first', 'second', 12)],
    ['first', 'second'],
  ],
  ['somebody else helped somebody', [act('password-reset', 'operator', 'deputy', 11)], []],
  ['one’s own password', [act('password-changed', 'named', 'named', 11)], []],
])('in whose hands: %s', (_what, acts, expected) => {
  expect(held(...acts)).toEqual(['named', ...expected].sort());
});
