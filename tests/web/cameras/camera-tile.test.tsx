import { afterEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { CameraTile as Tile } from '#contract/live.ts';
import { PUBLIC_REFUSALS } from '#contract/refusal.ts';
import { CameraTile } from '../../../web/features/cameras/camera-tile.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { refusalSentence } from '../../../web/shared/words/refusals.ts';

const NOW = new Date('2026-11-20T02:24:00Z');
const originalFetch = globalThis.fetch;

afterEach(() => {
  opened = 0;
  cleanup();
  globalThis.fetch = originalFetch;
});

const tile = (more: Partial<Tile>): Tile =>
  ({
    cameraId: '0b6c1c1e-0000-4000-8000-000000000001',
    name: '海棠班教室',
    classroomId: '0b6c1c1e-0000-4000-8000-000000000002',
    classroomName: '海棠班',
    camera: { phase: 'live', since: '2026-11-20T02:18:00Z' },
    ...more,
  }) as Tile;
let opened = 0;
const show = (shown: Tile) =>
  render(
    <MemoryRouter>
      <CameraTile
        tile={shown}
        to="/p/rooms/2"
        timeZone="Asia/Shanghai"
        now={NOW}
        large={false}
        onOpen={() => (opened += 1)}
      />
    </MemoryRouter>,
  );

test.each(PUBLIC_REFUSALS.flatMap((code) => (['zh', 'en'] as const).map((language) => [code, language] as const)))(
  'a tile refused with %s says why in %s, asks for no picture and shows a drawn pattern',
  (code, language) => {
    setLanguage(language);
    let asked = 0;
    globalThis.fetch = () => Promise.reject(new Error(`asked ${++asked} times`));
    const { container } = show(tile({ view: { allowed: false, refusal: { code } } }));
    expect(screen.getByText(refusalSentence({ code }, language, NOW))).toBeTruthy();
    expect(container.querySelector('[data-pattern]')).not.toBeNull();
    expect(container.querySelector('img')).toBeNull();
    expect(asked).toBe(0);
  },
);

test('an open tile is a link that says until when', () => {
  setLanguage('zh');
  globalThis.fetch = () => Promise.reject(new Error('no network here'));
  show(tile({ view: { allowed: true, until: '2026-11-20T03:30:00Z', childId: null } }));
  expect(screen.getByRole('link', { name: '海棠班教室，可观看，到 11:30' }).getAttribute('href')).toBe('/p/rooms/2');
});

test('a click begins the picture, unless it opens another tab, or the tile is shut', () => {
  globalThis.fetch = () => Promise.reject(new Error('no network here'));
  show(tile({ view: { allowed: true, until: '2026-11-20T03:30:00Z', childId: null } }));
  fireEvent.click(screen.getByRole('link'), { ctrlKey: true });
  fireEvent.click(screen.getByRole('link'), { metaKey: true });
  expect(opened).toBe(0);
  fireEvent.click(screen.getByRole('link'));
  expect(opened).toBe(1);
  cleanup();
  show(tile({ view: { allowed: false, refusal: { code: 'not-available' } } }));
  fireEvent.click(screen.getByRole('link'));
  expect(opened).toBe(1);
});

test('a camera that is away shows no picture, even to who may watch, and says for how long', () => {
  setLanguage('zh');
  const { container } = show(
    tile({
      view: { allowed: true, until: '2026-11-20T03:30:00Z', childId: null },
      camera: { phase: 'offline', since: '2026-11-20T02:18:00Z' },
    }),
  );
  expect(screen.getByText('离线 6 分钟')).toBeTruthy();
  expect(container.querySelector('[data-pattern="bars"]')).not.toBeNull();
});
