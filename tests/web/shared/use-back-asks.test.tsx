import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { useBackAsks } from '../../../web/shared/use-back-asks.ts';

afterEach(cleanup);

function Over({ name, onBack }: { name: string; onBack: () => void }) {
  useBackAsks(onBack);
  return <p>{name}</p>;
}

let show: (name: string | null) => void;
function Page() {
  const [name, setName] = useState<string | null>(null);
  show = (next) => act(() => setName(next));
  return name !== null && <Over key={name} name={name} onBack={() => setName(null)} />;
}

test('what is shown as soon as something else is closed stays; the next step back closes it', async () => {
  render(<Page />);
  show('first');
  // Closed, it takes the browser one step back, which arrives a little later: the next is shown by then.
  const stepBack = window.history.back.bind(window.history);
  const stepped = jest.spyOn(window.history, 'back').mockImplementationOnce(() => {
    stepBack();
    show('second');
  });
  show(null);
  await waitFor(() => expect(stepped).toHaveBeenCalled());
  await act(() => new Promise((passed) => setTimeout(passed, 50)));
  expect(screen.getByText('second')).toBeTruthy();
  window.history.back();
  await waitFor(() => expect(screen.queryByText('second')).toBeNull());
});
