import { expect, test } from '@jest/globals';
import type { EventView } from '../../../server/contract/events.ts';
import { madeOldBy } from '../../../web/admin/use-live-lists.ts';

const told = (type: EventView['type'], more: object = {}) =>
  madeOldBy({ position: 1, at: '2026-11-22T08:00:00.000Z', siteId: null, type, ...more } as EventView);

test('the consents are read anew when papers or rights changed, and not for every child that comes or goes', () => {
  for (const type of ['attendance:checked-in', 'attendance:checked-out', 'camera:state', 'watching:changed'] as const)
    expect(told(type)).not.toContain('consents');
  expect(told('access:changed')).toContain('consents');
  expect(told('register:changed', { what: 'people' })).toContain('consents');
  expect(told('register:changed', { what: 'cameras' })).not.toContain('consents');
});

test('a step of an incident makes its lists old', () => {
  expect(told('incident:changed')).toContain('incidents');
});
