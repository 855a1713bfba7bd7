import { expect, test } from '@jest/globals';
import { reloadAfterUpdate } from '../../../web/shared/reload-after-update.ts';

test('a page older than its parts is loaded anew, and not for ever', () => {
  let reloads = 0;
  reloadAfterUpdate(() => (reloads += 1));
  const missing = (): boolean => window.dispatchEvent(new Event('vite:preloadError', { cancelable: true }));
  missing();
  missing();
  expect(reloads).toBe(1);
  sessionStorage.setItem('kanwa:reloaded-at', String(Date.now() - 60_000)); // the next update
  missing();
  expect(reloads).toBe(2);
});
