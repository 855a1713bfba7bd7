import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { BODY_PARTS, IncidentDetails, NO_DETAILS } from '#contract/incident-details.ts';
import { IncidentServer, line } from './incident-server.ts';
import type { StaffPerson } from '#contract/staffing.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { person, staffRoom } from '../staffing/staffed-room.ts';
import { beginPage, button, CLASSROOM, endPage, openRoom, queries } from './open-room.tsx';
import { uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const [KEXIN, ZIXUAN] = [uuid(2), uuid(3)];
const given = (more: object) => IncidentDetails.parse({ ...NO_DETAILS, ...more });
const PATIENT = { timeout: 5_000 };
const saved = () => screen.findByText('已保存', {}, PATIENT);

async function openSheet(more: Partial<IncidentServer> = {}): Promise<IncidentServer> {
  const server = Object.assign(new IncidentServer(), more);
  await openRoom(server);
  // What waits for others is folded.
  if (server.state !== 'draft') fireEvent.click(await screen.findByRole('button', { name: /^还有 1 件/ }, PATIENT));
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  await screen.findByRole('heading', { level: 1, name: /赵可心、王梓萱/ }, PATIENT);
  return server;
}

const go = (page: string) => fireEvent.click(button(new RegExp(`^${page}(，|$)`)));
const ask = (question: string): Promise<HTMLElement> =>
  screen.findByRole('heading', { level: 2, name: question }, PATIENT);
const sent = (server: IncidentServer, kind: string) => server.asked.filter(({ body }) => body['kind'] === kind);

test('one question a page: a tap answers and leads to the next, and all of it is saved by itself in one word', async () => {
  const server = await openSheet();
  await ask('在哪里发生的？');
  fireEvent.click(button(/^活动室$/));
  await ask('当时在做什么？');
  fireEvent.click(button(/^玩耍娱乐$/));
  await ask('当时和谁在一起？');
  expect(server.asked).toEqual([]);
  await saved();
  expect(sent(server, 'detailed').map(({ body }) => body['details'])).toMatchObject([
    { place: 'activity-room', activity: 'play', company: null },
  ]);
  expect(screen.getByRole('button', { name: '地点，已填' })).toBeTruthy();
  fireEvent.click(button(/^上一项$/));
  await ask('当时在做什么？');
});

test('each child is asked about for itself, and a text that names another is said so at once', async () => {
  const server = await openSheet();
  go('伤害');
  fireEvent.click(button(/^12 他伤或攻击伤$/)); // leads to the other child
  fireEvent.click(button(/^没有受伤$/));
  await ask('伤在哪里？');
  fireEvent.click(screen.getByRole('checkbox', { name: /^左前臂（正面）$/ }));
  go('告知');
  expect(screen.getByText(/赵可心：?.*他伤或攻击伤.*左前臂/)).toBeTruthy();
  fireEvent.click(button(/^用这段话$/));
  expect(screen.queryByText(/出现了别的孩子的名字/)).toBeNull();
  const text = screen.getByRole('textbox');
  fireEvent.change(text, { target: { value: '被王梓萱咬了' } });
  expect(screen.getByText(/出现了别的孩子的名字/)).toBeTruthy();
  fireEvent.change(text, { target: { value: '左前臂被咬了' } });
  expect(screen.queryByText(/出现了别的孩子的名字/)).toBeNull();
  const share = { childId: KEXIN, injury: 'assault', marks: ['front-left-forearm'], told: '左前臂被咬了' };
  await waitFor(() => expect(server.details.children).toContainEqual(expect.objectContaining(share)), PATIENT);
});

test('a rash from head to foot is saved with every part that was tapped', async () => {
  const server = await openSheet();
  go('部位');
  for (const part of await screen.findAllByRole('checkbox')) fireEvent.click(part);
  await saved();
  expect(server.details.children[0]?.marks).toHaveLength(BODY_PARTS.length);
});

test('what somebody else wrote meanwhile comes in and is told; what was written here stays', async () => {
  const server = await openSheet();
  await ask('在哪里发生的？');
  server.details = given({ place: 'outdoors', cause: '抢积木' });
  fireEvent.click(button(/^活动室$/));
  expect(await screen.findByText(/刚改了：经过。/, {}, PATIENT)).toBeTruthy();
  expect(server.details).toMatchObject({ place: 'activity-room', cause: '抢积木' });
  go('经过');
  expect(screen.getByDisplayValue('抢积木')).toBeTruthy();
  fireEvent.click(button(/^知道了$/));
  expect(screen.queryByText(/刚改了/)).toBeNull();
});

test('closed before the second is over, nothing is lost; without a network it waits, is shown again and replaces itself', async () => {
  const server = await openSheet({ isAway: true });
  fireEvent.click(button(/^寝室$/));
  fireEvent.click(button(/^回到海棠班$/));
  expect(await screen.findByText('待发送 1')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  expect(await screen.findByRole('button', { name: '地点，已填' })).toBeTruthy();
  go('活动');
  fireEvent.click(button(/^睡觉$/));
  server.isAway = false;
  fireEvent.click(button(/^回到海棠班$/));
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(server.details).toMatchObject({ place: 'bedroom', activity: 'sleep' }), {
    timeout: 8_000,
  });
});

test('opened for a flag that is still to be sent, it stays at its question while the flag and what was written go out', async () => {
  const server = Object.assign(new IncidentServer(), { isAway: true, isListed: false });
  await openRoom(server);
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^咬伤/));
  fireEvent.click(await screen.findByRole('button', { name: '写详情' }));
  await ask('在哪里发生的？');
  fireEvent.click(button(/^寝室$/));
  const heading = await ask('当时在做什么？');
  server.isAway = false;
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(server.details).toMatchObject({ place: 'bedroom' }), { timeout: 8_000 });
  await saved();
  expect(await ask('当时在做什么？')).toBe(heading);
  expect(button(/^地点，已填$/)).toBeTruthy();
});

test('a grave one begins with the call: the number, what came of it, and that it was written down', async () => {
  const server = await openSheet({ kind: 'burn' });
  await ask('先给家长打电话');
  const [number] = screen.getAllByRole('link', { name: /妈妈 苏日娜/ });
  expect(number?.getAttribute('href')).toBe('tel:13800006213');
  const [reached] = screen.getAllByRole('button', { name: '妈妈 苏日娜 接通了' });
  fireEvent.click(reached!);
  expect(screen.getByText(/确定和妈妈 苏日娜通上话了？/)).toBeTruthy();
  expect(sent(server, 'called')).toHaveLength(0);
  fireEvent.click(button(/^通上话了$/));
  await waitFor(() => expect(sent(server, 'called')).toHaveLength(1));
  expect(sent(server, 'called')[0]?.body).toMatchObject({ childId: KEXIN, guardianId: uuid(600), isReached: true });
  expect(await screen.findByText('赵可心 · 妈妈 苏日娜 · 已接通')).toBeTruthy();
  go('总览');
  expect(await screen.findByText(/还没有打通王梓萱家里的电话/)).toBeTruthy();
  expect(screen.getByText(/^赵可心：.* 已打通$/)).toBeTruthy();
});

test('sent for review with what was tapped last, it is read-only; returned, it says why and can be written again', async () => {
  const server = await openSheet();
  fireEvent.click(button(/^卫生间$/));
  go('总览');
  fireEvent.click(button(/^提交复核$/));
  fireEvent.click(button(/^就这样交上去$/));
  expect(await screen.findByText(/园长复核中/)).toBeTruthy();
  await waitFor(() => expect(server.asked.map(({ body }) => body['kind'])).toEqual(['detailed', 'submitted']));
  expect(screen.queryByRole('button', { name: /^地点/ })).toBeNull();
  fireEvent.click(button(/^回到海棠班$/));
  server.state = 'draft';
  server.lines = [
    line(0, 'flagged'),
    line(1, 'submitted'),
    line(2, 'returned', { by: '白音', text: '请写上谁看到的' }),
  ];
  server.isReturned = true;
  await act(() => queries().invalidateQueries());
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  expect(await screen.findByText('园长退回：请写上谁看到的')).toBeTruthy();
  expect(screen.getAllByText('退回').length).toBe(2); // in the list and inside
  expect(screen.queryByText('草稿')).toBeNull();
  expect(button(/^地点，已填$/)).toBeTruthy();
});

test('published, it is read with who acknowledged it when and what was added, and nothing can be tapped', async () => {
  await openSheet({
    state: 'acknowledged',
    lines: [
      line(0, 'flagged'),
      line(3, 'acknowledged', { by: '苏日娜', childId: KEXIN }),
      line(4, 'addendum', { by: '白音', childId: ZIXUAN, text: '第二天没有痕迹' }),
    ],
    details: given({ place: 'outdoors' }),
  });
  expect(await screen.findByText('赵可心家长已知晓')).toBeTruthy();
  expect(screen.getByText('给王梓萱家长补充：第二天没有痕迹')).toBeTruthy();
  const answers = within(document.querySelector<HTMLElement>('.tb-inc-answers')!);
  expect(answers.getByText('户外活动场')).toBeTruthy();
  expect(answers.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('button', { name: /提交复核/ })).toBeNull();
});

test('a double tap is one call, and the next one can be told of a moment later', async () => {
  const server = await openSheet();
  go('电话');
  const [missed] = screen.getAllByRole('button', { name: '妈妈 苏日娜 没接通' });
  fireEvent.click(missed!);
  expect(screen.getByText('已记下')).toBeTruthy();
  fireEvent.click(missed!);
  await waitFor(() => expect(sent(server, 'called')).toHaveLength(1));
  await waitFor(() => expect(screen.queryByText('已记下')).toBeNull(), { timeout: 8_000 });
  fireEvent.click(screen.getAllByRole('button', { name: '妈妈 苏日娜 没接通' })[0]!);
  await waitFor(() => expect(sent(server, 'called')).toHaveLength(2));
}, 20_000);

test('what is missing is asked about child by child, and of a serious one twice; a line leads to its question', async () => {
  const server = await openSheet({ kind: 'burn' });
  go('伤害');
  fireEvent.click(button(/^6 烧烫伤$/)); // leads to the other child
  expect(screen.getByRole('button', { name: '伤害，未填' })).toBeTruthy();
  go('总览');
  fireEvent.click(button(/^提交复核$/));
  await ask('还有没填的，就这样交上去吗？');
  expect(button(/^伤害（王梓萱）$/)).toBeTruthy();
  fireEvent.click(button(/^地点$/));
  await ask('在哪里发生的？');
  go('总览');
  fireEvent.click(button(/^提交复核$/));
  fireEvent.click(button(/^就这样交上去$/));
  await ask('严重事件，这些也不写吗？');
  expect(button(/^怎么发生的？$/)).toBeTruthy();
  expect(sent(server, 'submitted')).toHaveLength(0);
  fireEvent.click(button(/^就这样交上去$/));
  await waitFor(() => expect(sent(server, 'submitted')).toHaveLength(1), PATIENT);
});

test('who is unhurt is an answer: the other one’s wound makes the page complete', async () => {
  const server = await openSheet();
  go('伤害');
  fireEvent.click(button(/^12 他伤或攻击伤$/)); // leads to the other child
  fireEvent.click(button(/^没有受伤$/));
  expect(await screen.findByRole('button', { name: '伤害，已填' })).toBeTruthy();
  await saved();
  expect(server.details.children).toContainEqual({
    childId: ZIXUAN,
    injury: null,
    isUnhurt: true,
    marks: [],
    told: '',
  });
});

test('a text that names another child does not go to the director, and says whose and whom', async () => {
  const told = { childId: KEXIN, told: '被王梓萱咬了' };
  const server = await openSheet({ details: given({ children: [told] }) });
  go('总览');
  expect(button(/^写给赵可心家长的话里出现了别的孩子的名字（王梓萱）/)).toBeTruthy();
  fireEvent.click(button(/^提交复核$/));
  await ask('先去掉别的孩子的名字');
  expect(screen.queryByRole('button', { name: /^就这样交上去$/ })).toBeNull();
  fireEvent.click(button(/^写给赵可心家长的话里/));
  await ask('告诉家长什么？');
  expect(sent(server, 'submitted')).toHaveLength(0);
});

test('who was on duty is offered and named by a tap; who only turned the pages wrote nothing', async () => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const arrived = { eventId: uuid(70), kind: 'arrived' as const, at, classroomId: CLASSROOM, reason: null };
  const onDuty = person(500, '王丽', { lines: [arrived as StaffPerson['lines'][number]] });
  const server = await openSheet({ staffRoom: staffRoom([onDuty, person(501, '李娜')]) });
  go('当班');
  const offer = await screen.findByRole('button', { name: '就是他们' });
  go('总览');
  fireEvent.click(button(/^回到海棠班$/));
  // Whatever is changed saves itself within a second: by now it would have been sent.
  await act(() => new Promise<void>((resolve) => void setTimeout(resolve, 1_500)));
  expect(server.asked).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  await ask('在哪里发生的？');
  go('当班');
  expect(offer.isConnected).toBe(false);
  fireEvent.click(await screen.findByRole('button', { name: '就是他们' }));
  await ask('怎么发生的？');
  await waitFor(() => expect(server.details.supervisors).toEqual([uuid(500)]), PATIENT);
});

test('an English tablet writes to the family in Chinese, and says so', async () => {
  await openSheet({ details: given({ place: 'activity-room', firstAid: 'Cold pack, 15 min, Plaster' }) });
  setLanguage('en');
  fireEvent.click(await screen.findByRole('button', { name: /^Family,/ }));
  expect(screen.getByText(/赵可心在活动室：咬伤。.*我们做了处理：冷敷 15 分钟，贴创可贴。/)).toBeTruthy();
  expect(screen.getByText('Written in Chinese for the family.')).toBeTruthy();
});

test('the end of a text is said before it comes', async () => {
  await openSheet();
  go('经过');
  const text = screen.getByRole('textbox');
  fireEvent.change(text, { target: { value: '写'.repeat(449) } });
  expect(screen.queryByText(/还能写/)).toBeNull();
  fireEvent.change(text, { target: { value: '写'.repeat(480) } });
  expect(screen.getByText('还能写 20 字')).toBeTruthy();
  fireEvent.change(text, { target: { value: '写'.repeat(500) } });
  expect(screen.getByText(/^写满 500 字了/)).toBeTruthy();
});
