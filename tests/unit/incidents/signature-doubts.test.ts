import { expect, test } from '@jest/globals';
import { type AccountAct, doubtsOf } from '../../../server/incidents/signature-doubts.ts';

const DAY_MS = 86_400_000;
const SIGNED = new Date('2026-06-30T10:00:00Z');
const daysBefore = (days: number) => new Date(SIGNED.getTime() - days * DAY_MS);
const act = (action: AccountAct['action'], days: number): AccountAct => ({
  action,
  at: daysBefore(days),
  by: '陈园长',
});
const said = (acts: AccountAct[], isStaff = false) =>
  doubtsOf({ at: SIGNED, incidentAt: daysBefore(2), isStaff }, acts).map(({ what }) => what);

test.each<[string, AccountAct[], string[]]>([
  ['nothing was done', [], []],
  ['a reset on the thirtieth day before', [act('password-reset', 30)], ['password-reset']],
  ['a reset long before', [act('password-reset', 30.01)], []],
  ['a reset after the signature', [act('password-reset', -0.01)], []],
  ['a second step that was reset', [act('second-factor-reset', 1)], ['second-factor-reset']],
  ['a right from before the incident', [act('linked', 3)], []],
  ['a right from the incident on', [act('linked', 2)], ['linked-later']],
  ['both', [act('password-reset', 1), act('linked', 1)], ['password-reset', 'linked-later']],
])('with %s', (_, acts, expected) => expect(said(acts)).toEqual(expected));

test('an account of the staff is one whenever it was linked, also where nobody knows by whom', () => {
  expect(said([act('linked', 90)], true)).toEqual(['of-the-staff']);
  expect(doubtsOf({ at: SIGNED, incidentAt: daysBefore(2), isStaff: true }, [])).toEqual([
    { what: 'of-the-staff', at: null, by: null },
  ]);
});
