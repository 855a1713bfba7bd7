import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { BodyPart } from '#contract/incident-details.ts';
import { BodyMap } from '../../../web/features/incidents/body-map.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';

beforeEach(() => setLanguage('zh'));
afterEach(cleanup);

const names = () => screen.getAllByRole('checkbox').map((part) => part.getAttribute('aria-label'));

test('shown larger, only what is in sight can be marked, by keyboard as by a tap; the marks elsewhere stay', () => {
  const onToggle = jest.fn<(part: BodyPart) => void>();
  render(<BodyMap marks={['front-left-hand']} onToggle={onToggle} />);
  const all = names().length;
  fireEvent.click(screen.getByRole('button', { name: '头颈' }));
  expect(names()).toEqual(['头部（正面）', '脸（正面）', '颈部（正面）', '头部（背面）', '颈部（背面）']);
  expect(screen.getByRole('button', { name: '取消标记 左手（正面）' })).toBeTruthy();
  const head = screen.getByRole('checkbox', { name: '头部（正面）' });
  head.focus();
  fireEvent.keyDown(head, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: '脸（正面）' }));
  fireEvent.keyDown(screen.getByRole('checkbox', { name: '脸（正面）' }), { key: ' ' });
  expect(onToggle).toHaveBeenCalledWith('front-face');
  fireEvent.click(screen.getByRole('button', { name: '全身' }));
  expect(names()).toHaveLength(all);
});

test('every part is in one of the larger views', () => {
  render(<BodyMap marks={[]} onToggle={() => undefined} />);
  const all = new Set(names());
  for (const zoom of ['头颈', '上身、手', '腿、脚']) {
    fireEvent.click(screen.getByRole('button', { name: zoom }));
    names().forEach((name) => all.delete(name));
  }
  expect([...all]).toEqual([]);
});
