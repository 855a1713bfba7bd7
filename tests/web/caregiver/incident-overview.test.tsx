import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { IncidentDetails } from '#contract/incident-details.ts';
import { IncidentServer } from './incident-server.ts';
import { beginPage, button, endPage, openRoom } from './open-room.tsx';
import { uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const PATIENT = { timeout: 5_000 };
const share = (n: number, told: string) => ({ childId: uuid(n), injury: 'burn', marks: ['front-face'], told });
const allOf = (children: object[]) =>
  IncidentDetails.parse({
    ...{ place: 'activity-room', activity: 'meal', company: 'peers', cause: '汤洒了', prevention: '换杯子' },
    ...{ firstAid: '冲水', firstAidBy: [uuid(500)], treated: 'on-site', witnesses: [uuid(500)] },
    ...{ supervisors: [uuid(500)], children },
  });

async function openOverview(more: Partial<IncidentServer>): Promise<void> {
  await openRoom(Object.assign(new IncidentServer(), more));
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  fireEvent.click(await screen.findByRole('button', { name: '总览' }, PATIENT));
  await screen.findByText(/^提交以后由园长复核/);
}

const WRITTEN = [share(2, '手烫红了'), share(3, '脸烫红了')];

test.each<[string, RegExp, Partial<IncidentServer>]>([
  ['no family was reached', /^还没有打通赵可心、王梓萱家里的电话/, { kind: 'burn', details: allOf(WRITTEN) }],
  [
    'a text names another child',
    /出现了别的孩子的名字/,
    { details: allOf([share(2, '被王梓萱烫了'), share(3, '好')]) },
  ],
  [
    'words are older than the record',
    /^写好给赵可心家人的话以后，登记内容又改过/,
    { details: allOf([{ ...share(2, '手烫红了'), toldOver: 'older' }, share(3, '好')]) },
  ],
])('“everything is filled in” does not stand under what is still to be done: %s', async (_, warning, more) => {
  await openOverview(more);
  expect(screen.getByText(warning)).toBeTruthy();
  expect(screen.queryByText('都填好了')).toBeNull();
});

test('it is said where it is true', async () => {
  await openOverview({ details: allOf(WRITTEN) });
  expect(screen.getByText('都填好了')).toBeTruthy();
  expect(button(/^提交复核$/)).toBeTruthy();
});

test('words that are older than the record are asked about before the hand-in; a tap leads to them, and own words come back', async () => {
  await openOverview({ details: allOf([{ ...share(2, '手烫红了'), toldOver: 'older' }, share(3, '脸烫红了')]) });
  fireEvent.click(button(/^提交复核$/));
  expect(await screen.findByText('这段话比登记旧，就这样交上去吗？')).toBeTruthy();
  fireEvent.click(button(/^写好给赵可心家人的话以后/));
  fireEvent.click(await screen.findByRole('button', { name: '换成这段话' }, PATIENT));
  fireEvent.click(await screen.findByRole('button', { name: '放回我写的话' }));
  expect(screen.getByDisplayValue('手烫红了')).toBeTruthy();
});
