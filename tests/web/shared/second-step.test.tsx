import { afterEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { Me } from '../../../server/contract/sign-in.ts';
import { SecondStep } from '../../../web/features/sign-in/second-step.tsx';
import { session } from '../../../web/shared/session.ts';
import { webAnswer } from '../../support/web-answer.ts';

const UUID = '11111111-1111-4111-8111-111111111111';
const person = (secondFactor: string, roles: object[] = []) =>
  Me.parse({ userId: UUID, name: '王园长', portrait: null, language: 'en', faces: ['admin'], roles, secondFactor });

afterEach(() => cleanup());

test('a right code makes the person who they are; a recovery code is asked for in its own words', async () => {
  const asked: string[] = [];
  globalThis.fetch = jest.fn((path: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${path} ${typeof init?.body === 'string' ? init.body : ''}`.trim());
    if (path === '/api/me') return Promise.resolve(webAnswer(person('met')));
    return Promise.resolve(webAnswer(null, 204));
  }) as never;
  session.set({ phase: 'in', me: person('to-be-met') });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <SecondStep />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'No phone at hand? Use a recovery code' }));
  fireEvent.change(screen.getByLabelText('Recovery code'), { target: { value: 'ABCD-EFGH-JKLM-NPQR' } });
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  await waitFor(() => expect(session.get()).toMatchObject({ phase: 'in', me: { secondFactor: 'met' } }));
  expect(asked[0]).toBe('POST /api/me/second-factor/proof {"code":"ABCD-EFGH-JKLM-NPQR"}');
});
