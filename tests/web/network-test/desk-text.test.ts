import { expect, test } from '@jest/globals';
import { deskText, type DeskFacts } from '../../../web/features/network-test/desk-text.ts';

const facts: DeskFacts = {
  results: {
    page: { state: 'ok', said: 'pageOk', ms: 12 },
    udp: { state: 'failed', said: 'udpFailed' },
    turn: { state: 'absent', said: 'turnAbsent' },
    speed: { state: 'ok', said: 'speedOk', mbit: 8.25 },
  },
  learned: {
    doors: { addresses: ['10.0.0.5', 'video.example.cn', '127.0.0.1'], udp: [40_001, 40_000, 40_005], tcp: [40_000] },
    turnUrls: ['turns:turn.example.cn:443?transport=tcp'],
  },
  verdict: { code: 'blocked', tone: 'bad' },
  at: new Date('2026-11-20T04:00:00Z'),
  host: 'kanwa.example.cn',
  userAgent: 'Mozilla/5.0 Chrome',
};

test('both languages, what was found with its figure, and what has to be opened: no port twice, no address of the machine itself', () => {
  const text = deskText(facts);
  expect(text).toContain('✓ 网页 (12 ms)：服务器有回应。');
  expect(text).toContain('✗ Video over UDP: UDP is blocked.');
  expect(text).toContain('– 中转 TURN 443：园所没有设中转服务器，这一项不测。');
  expect(text).toContain('✓ Speed (8.3 Mbit/s)');
  expect(text).toContain('- UDP 出站：10.0.0.5, video.example.cn，端口 40000–40001, 40005');
  expect(text).toContain('- TCP outbound: 10.0.0.5, video.example.cn, port 40000 ');
  expect(text).toContain('turns:turn.example.cn:443?transport=tcp');
  expect(text).toContain('- HTTPS 和 WebSocket（wss）：kanwa.example.cn');
  expect(text).toMatch(/2026-11-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d/);
  expect(text).not.toContain('127.0.0.1');
});

test('what was not learned is said, and nothing is made up', () => {
  const text = deskText({ ...facts, learned: { doors: null, turnUrls: [] } });
  expect(text).toContain('视频的地址和端口这次没有取到');
  expect(text).not.toMatch(/UDP 出站|TURN, where/);
});

test('on the machine itself its own address is all there is', () => {
  const doors = { addresses: ['127.0.0.1'], udp: [40_000], tcp: [40_000] };
  expect(deskText({ ...facts, learned: { ...facts.learned, doors } })).toContain('127.0.0.1');
});
