import { expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { IncidentDetails } from '#contract/incident-details.ts';
import { isToldStale, toldOver } from '#contract/told-over.ts';
import { FILE, KEXIN, given, open, recordOf, steps, uuid } from './incidents-console.tsx';

const written = IncidentDetails.parse({ ...FILE.details, firstAid: '拍背' });
const share = { childId: KEXIN, injury: 'suffocation', marks: ['front-neck'], told: '吃苹果块时噎了一下，已经没事。' };
const over = toldOver(written, IncidentDetails.parse({ children: [share] }).children[0]!);
/** The words were written, then the first aid was changed. */
const STALE = {
  ...FILE,
  isCallDue: false,
  details: IncidentDetails.parse({
    ...written,
    firstAid: '海姆立克急救',
    children: [{ ...share, toldOver: over }],
  }),
};

test('words that are older than the record say so beside them and before publishing', async () => {
  given.file = STALE;
  open();
  const record = await recordOf();
  expect(screen.getByText(/^写好给赵可心家人的话以后，登记内容又改过/)).toBeDefined();
  fireEvent.click(record.getByRole('button', { name: '发布给监护人' }));
  expect(within(await screen.findByRole('dialog')).getByText(/^写好给赵可心家人的话以后/)).toBeDefined();
});

test('they are made anew by a press and not before; saved, they are as new as the record', async () => {
  given.file = STALE;
  open();
  await recordOf();
  fireEvent.click(screen.getByRole('button', { name: '看一看，改写' }));
  const drawer = within(await screen.findByRole('dialog'));
  expect(drawer.getByDisplayValue(share.told)).toBeDefined();
  fireEvent.click(await drawer.findByRole('button', { name: '换成这段话' }));
  await drawer.findByDisplayValue(/我们做了处理：海姆立克急救。/);
  fireEvent.click(drawer.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(steps()).toHaveLength(1));
  const sent = IncidentDetails.parse(steps()[0]?.['details']);
  expect(sent.children[0]?.toldOver).toBe(toldOver(sent, sent.children[0]!));
  expect(sent.children[0]?.toldOver).not.toBe(over);
});

test.each([
  ['marked', over],
  ['not marked', undefined],
])('a change of the record leaves words that were not touched as old as they were: %s', async (_, toldOver) => {
  given.file = {
    ...FILE,
    isCallDue: false,
    details: IncidentDetails.parse({ ...written, children: [{ ...share, toldOver }] }),
  };
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '修改' }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.change(drawer.getByLabelText('急救'), { target: { value: '海姆立克急救' } });
  fireEvent.click(drawer.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(steps()).toHaveLength(1));
  const sent = IncidentDetails.parse(steps()[0]?.['details']);
  expect(isToldStale(sent, sent.children[0]!)).toBe(true);
});

test('one’s own words that were replaced can be put back', async () => {
  given.file = STALE;
  open();
  await recordOf();
  fireEvent.click(screen.getByRole('button', { name: '看一看，改写' }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.click(await drawer.findByRole('button', { name: '换成这段话' }));
  fireEvent.click(await drawer.findByRole('button', { name: '放回我写的话' }));
  expect(await drawer.findByDisplayValue(share.told)).toBeDefined();
  expect(await drawer.findByText(/^写好给赵可心家人的话以后/)).toBeDefined();
});

test('the question before publishing says which photos the family sees and which stay with the nursery', async () => {
  const photo = (n: number, childId: string | null) => ({
    ...{ photoId: uuid(60 + n), childId, width: 10, height: 10, addedAt: FILE.happenedAt, by: '王丽' },
  });
  given.file = { ...FILE, isCallDue: false, photos: [photo(1, KEXIN), photo(2, null), photo(3, null)] } as typeof FILE;
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '发布给监护人' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('一起看到照片 1 张')).toBeDefined();
  expect(dialog.getByText(/^照片 2 张只留在园所，家人看不到。/)).toBeDefined();
});
