import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ChildId, IncidentId, IncidentPhotoId, UserId } from '#contract/ids.ts';
import { LostPhotos } from '../../../web/caregiver/lost-photos.tsx';
import { IncidentPhotos } from '../../../web/features/incidents/incident-photos.tsx';
import type { IncidentPhotosProps } from '../../../web/features/incidents/photo-props.ts';
import { ownPhotos, staffPhotos } from '../../../web/features/incidents/photos-api.ts';
import { photoCourier } from '../../../web/features/incidents/use-photo-sending.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { webAnswer } from '../../support/web-answer.ts';

const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const incidentId = uuid(1) as IncidentId;
const child = { childId: uuid(2) as ChildId, name: '李朵朵' };
const photo = (n: number, childId: ChildId | null = null) => ({
  ...{ photoId: uuid(n) as IncidentPhotoId, childId, width: 4, height: 3 },
  ...{ addedAt: '2026-06-03T02:00:00.000Z', by: '王丽' },
});

const asked: string[] = [];
let answer: (method: string, path: string, body: unknown) => Response | Promise<Response>;
const originalFetch = globalThis.fetch;
beforeEach(() => {
  setLanguage('zh');
  asked.length = 0;
  answer = () => webAnswer({ photos: [] });
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.setAttribute('open', '');
  };
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.removeAttribute('open');
  };
  globalThis.fetch = async (input, init) => {
    const [method, path] = [init?.method ?? 'GET', typeof input === 'string' ? input : ''];
    asked.push(`${method} ${path}`);
    if (method === 'GET')
      return { ok: true, headers: new Headers(), blob: () => Promise.resolve(new Blob(['x'])) } as Response;
    return answer(method, path, init?.body);
  };
});
afterEach(() => {
  photoCourier.end();
  cleanup();
  globalThis.fetch = originalFetch;
});

const open = (more: Partial<IncidentPhotosProps> = {}) => {
  const here = { incidentId, timeZone: 'Asia/Shanghai', srcOf: staffPhotos(incidentId) };
  const props = { ...here, photos: [], children: [child], mayChange: true, ...more };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={client}>
      <IncidentPhotos {...props} />
    </QueryClientProvider>,
  );
};
/** Clicks, and chooses these in the field that opens. */
const choose = (button: string, files: File[]) => {
  fireEvent.click(screen.getByRole('button', { name: button }));
  const field = document.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(field, 'files', { value: files });
  const { capture, multiple } = { capture: field.getAttribute('capture'), multiple: field.multiple };
  fireEvent(field, new Event('change'));
  return { capture, multiple };
};
const author = { userId: uuid(9) as UserId, name: '王丽' };

test('a photo is taken with the camera at the back, goes to the nursery alone, and says that it was sent', async () => {
  await photoCourier.begin('tablet', author);
  open();
  expect(choose('拍照', [new File(['x'], 'a.jpg')])).toEqual({ capture: 'environment', multiple: false });
  expect(await screen.findByText('已送达')).toBeTruthy();
  const [post] = asked.filter((each) => each.startsWith('POST'));
  expect(post).toMatch(new RegExp(`^POST /api/incidents/${incidentId}/photos\\?photoId=[0-9a-f-]{36}$`));
});

test('chosen photos that cannot be sent say that they lie on this device, and one that is refused says why', async () => {
  await photoCourier.begin('tablet', author);
  open();
  answer = () => Promise.reject(new TypeError('fetch failed'));
  expect(choose('选照片', [new File(['x'], 'a.jpg'), new File(['y'], 'b.jpg')])).toEqual({
    capture: null,
    multiple: true,
  });
  expect(await screen.findByText('2 张照片存在这台设备上，网络恢复后自动发送。')).toBeTruthy();
  answer = () =>
    webAnswer(
      { problem: { code: 'bad-request', message: { zh: '', en: '' }, id: 'p', fields: { file: 'heic' } } },
      400,
    );
  photoCourier.resume();
  await waitFor(() => expect(screen.getAllByText(/这是 HEIC 照片/)).toHaveLength(2));
  // The same file would be refused again, and takes nobody's place.
  expect(screen.queryByRole('button', { name: '重发' })).toBeNull();
  expect(screen.getByText('0 / 12')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: '丢弃' })[0]!);
  await waitFor(() => expect(screen.getAllByText(/这是 HEIC 照片/)).toHaveLength(1));
});

test('a photo of an incident that nobody knows is told in the room, where it can be thrown away', async () => {
  await photoCourier.begin('tablet', author);
  const start = Date.now();
  const clock = jest.spyOn(Date, 'now');
  answer = () => webAnswer({ problem: { code: 'not-found', message: { zh: '', en: '' }, id: 'p' } }, 404);
  render(<LostPhotos />);
  await photoCourier.add({ incidentId, childId: null, files: [new File(['x'], 'a.jpg')] }, photoCourier.taker()!);
  await waitFor(() => expect(photoCourier.snapshot()[0]?.missingSince).not.toBeNull());
  expect(screen.queryByRole('alert')).toBeNull();
  clock.mockReturnValue(start + 6 * 60_000);
  photoCourier.resume();
  expect((await screen.findByRole('alert')).textContent).toContain('王丽拍的事件照片 1 张：服务器上没有这个事件');
  clock.mockRestore();
  fireEvent.click(screen.getByRole('button', { name: '丢弃' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('whose a photo is is changed in its large view; what fails goes back and says so', async () => {
  open({ photos: [photo(5)] });
  fireEvent.click(screen.getByRole('button', { name: '看大图：照片 1，只给园所看' }));
  fireEvent.click(screen.getByRole('radio', { name: '李朵朵家可看' }));
  await waitFor(() => expect(asked).toContain(`PATCH /api/incidents/${incidentId}/photos/${uuid(5)}`));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '李朵朵家可看' }).checked).toBe(true);
  answer = () => webAnswer({ problem: { code: 'incident-not-now', message: { zh: '', en: '' }, id: 'p' } }, 409);
  fireEvent.click(screen.getByRole('radio', { name: '只给园所看' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
});

test('the large view says when it was added, by the nursery’s clock and with the day', () => {
  open({ photos: [photo(11)] });
  fireEvent.click(screen.getByRole('button', { name: /照片 1/ }));
  expect(screen.getByText(/^王丽 .*6月3日.* 10:00$/)).toBeTruthy();
});

test('removing asks twice; arrows lead from one to the next', async () => {
  open({ photos: [photo(5), photo(6, child.childId)] });
  fireEvent.click(screen.getByRole('button', { name: '看大图：照片 1，只给园所看' }));
  fireEvent.keyDown(screen.getByRole('dialog', { name: '照片 1' }), { key: 'ArrowRight' });
  expect(screen.getByRole('dialog', { name: '照片 2' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '删除照片' }));
  expect(asked.some((each) => each.startsWith('DELETE'))).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: '确定删除，找不回来' }));
  await waitFor(() => expect(asked).toContain(`DELETE /api/incidents/${incidentId}/photos/${uuid(6)}`));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a family sees its photos, small and large, by its own door, and can change nothing', async () => {
  const { photoId, width, height } = photo(5);
  open({ photos: [{ photoId, width, height }], children: [], mayChange: false, srcOf: ownPhotos(incidentId) });
  fireEvent.click(screen.getByRole('button', { name: '看大图：照片 1' }));
  expect(await screen.findByRole('img', { name: '照片 1' })).toBeTruthy();
  const path = `GET /api/own-incidents/${incidentId}/photos/${photoId}`;
  expect(asked).toEqual([`${path}?size=thumb`, `${path}?size=full`]);
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.queryByRole('button', { name: /删除|拍照|选照片/ })).toBeNull();
});

test('twelve are enough, and where nobody acts none is added', async () => {
  const twelve = Array.from({ length: 12 }, (_, n) => photo(20 + n));
  open({ photos: twelve });
  expect(screen.getByText('最多 12 张，先删掉不要的再加。')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '拍照' }).disabled).toBe(true);
  expect(screen.getByText('先选是谁在操作，再加照片。')).toBeTruthy();
  await photoCourier.begin('tablet', author);
  await waitFor(() => expect(screen.queryByText('先选是谁在操作，再加照片。')).toBeNull());
});
