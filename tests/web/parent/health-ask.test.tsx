import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { HealthCase } from '#contract/health.ts';
import type { ParentHome } from '#contract/live.ts';
import { HealthAsk } from '../../../web/parent/health-ask.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

const step = (kind: string, by: string, at: string) => ({ followUpId: at, kind, by, note: '', temperature: null, at });
const CALLED = step('called', '王丽', '2026-06-03T00:30:00.000Z');

function open(state: HealthCase['state'], followUps: object[], fetchedAt: string | null) {
  const found = {
    ...{
      checkId: 'c',
      childId: 'k',
      childName: '朵朵',
      period: 'morning',
      temperature: 376,
      signs: ['cough'],
      note: '',
    },
    ...{ at: '2026-06-03T00:20:00.000Z', by: '王丽', state, fetchedAt, followUps },
  } as unknown as HealthCase;
  const child = {
    ...{ childId: 'k', name: '苏朵', nickname: '朵朵', timeZone: 'Asia/Shanghai', sitePhone: '0471-1234567' },
  } as unknown as ParentHome['children'][number];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <HealthAsk found={found} child={child} />
    </QueryClientProvider>,
  );
  return screen.queryAllByRole('button').map(({ textContent }) => textContent);
}

test('nobody answered: the family is asked to', () => {
  expect(open('waiting', [], null)).toEqual(['我已知晓', '我来接', '回复']);
  expect(screen.getByRole('heading').textContent).toBe('请您回复');
});

test('whom the room has called is asked no more, and may still answer', () => {
  expect(open('answered', [CALLED], null)).toEqual(['我来接', '回复']);
  expect(screen.getByRole('heading').textContent).toBe('老师已打电话告诉家长');
  expect(screen.getByText(/^08:30 王丽已打电话告诉家长/)).toBeDefined();
  expect(screen.queryByText(/请让老师知道/)).toBeNull();
});

test('a child that was fetched is at home: nobody looks after it here, and nobody has to come', () => {
  expect(open('closed', [CALLED], '2026-06-03T01:02:00.000Z')).toEqual([]);
  expect(screen.getByRole('heading').textContent).toBe('朵朵已接走');
  expect(screen.getByText(/^09:02 已接走/)).toBeDefined();
  expect(screen.queryByText(/老师在看护/)).toBeNull();
});

test('fetched before anybody was told: one answer is still asked for', () => {
  expect(open('waiting', [], '2026-06-03T01:02:00.000Z')).toEqual(['我已知晓', '回复']);
  expect(screen.queryByText(/老师在看护/)).toBeNull();
});
