import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, renderHook, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import type { ParentHome } from '#contract/live.ts';
import { Asks } from '../../../web/parent/asks.tsx';
import { useNotWellWords } from '../../../web/parent/use-not-well-words.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { ownIncident } from '../../support/own-incident.ts';

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

const id = (n: number) => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const HOME = { now: '2026-06-03T02:20:00.000Z', children: [] } as unknown as ParentHome;
const told = (n: number, more: object) => ownIncident({ incidentId: id(n), ...more });

function around(incidents: object[]) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(['own-incidents'], { incidents });
  client.setQueryData(['own-health'], { cases: [] });
  return ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <MemoryRouter>{children}</MemoryRouter>
    </QueryClientProvider>
  );
}

test('a card for each that nobody of the family signed, the grave one first, then the oldest', () => {
  const incidents = [
    told(1, { told: '后来的', happenedAt: '2026-06-03T02:00:00.000Z' }),
    told(2, { told: '先前的', happenedAt: '2026-06-03T01:00:00.000Z' }),
    told(3, { told: '严重的', kind: 'burn', isGrave: true, happenedAt: '2026-06-03T02:10:00.000Z' }),
    told(4, { told: '签过的', acknowledgedAt: '2026-06-03T02:15:00.000Z' }),
  ];
  render(<Asks home={HOME} />, { wrapper: around(incidents) });
  const cards = screen.getAllByRole('region').map(({ textContent }) => textContent);
  expect(cards.map((card) => /(后来|先前|严重|签过)的/.exec(card)?.[0])).toEqual(['严重的', '先前的', '后来的']);
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    ...['打给园所', '查看并签字'],
    ...['查看并签字', '打给园所'],
    ...['查看并签字', '打给园所'],
  ]);
});

test.each([
  ['', [told(1, { acknowledgedAt: '2026-06-03T02:15:00.000Z' })]],
  ['朵朵有一份事件记录，请您看一看并签字确认。', [told(1, {})]],
  ['朵朵有 2 份事件记录，请您看一看并签字确认。', [told(1, {}), told(2, {})]],
  [
    '其其出了比较严重的情况，请先给园所打电话。',
    [told(1, {}), told(2, { childId: id(12), childName: '其其', isGrave: true, kind: 'burn' })],
  ],
  [
    '朵朵出了比较严重的情况，园所已和您家通过电话；请您看一看并签字确认。',
    [told(1, { isGrave: true, kind: 'burn', reachedAt: '2026-06-03T02:12:00.000Z' })],
  ],
])('the day’s verdict is “%s”', (words, incidents) => {
  expect(renderHook(useNotWellWords, { wrapper: around(incidents) }).result.current).toBe(words);
});
