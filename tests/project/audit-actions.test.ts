import { expect, test } from '@jest/globals';
import { AUDIT_ACTIONS, AUDIT_KINDS, type AuditAction, actionsOf } from '#contract/audit-actions.ts';
import { readProjectTexts } from '../support/project-files.ts';

const HAN = /\p{Script=Han}/u;
const ACTIONS = Object.keys(AUDIT_ACTIONS) as AuditAction[];

// The compiler lets nothing be recorded that is not in the table; these ask that the table is worth reading.
test.each(ACTIONS)('the act %s fits its column and has its words in Chinese and English', (action) => {
  const { zh, en } = AUDIT_ACTIONS[action];
  expect(action).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(action.length).toBeLessThanOrEqual(40);
  expect(zh).toMatch(HAN);
  expect(en).toMatch(/^[\p{Ll}\p{Lu}; ,'’-]+$/u);
});

test('no two acts are called the same, and every kind has its acts', () => {
  for (const language of ['zh', 'en'] as const)
    expect(new Set(ACTIONS.map((action) => AUDIT_ACTIONS[action][language])).size).toBe(ACTIONS.length);
  expect(AUDIT_KINDS.flatMap(actionsOf).sort()).toEqual([...ACTIONS].sort());
});

test('every act in the table is recorded somewhere in the service', () => {
  const server = readProjectTexts().filter(({ path }) => /^server\/(?!contract\/)/.test(path));
  const text = server.map((file) => file.text).join('\n');
  expect(ACTIONS.filter((action) => !text.includes(`'${action}'`))).toEqual([]);
});
