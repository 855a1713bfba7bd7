import { sittingChild, type Child, type ChildAct } from './child.ts';
import { gesture, passage, swing } from './motion.ts';
import { bunting, plant, roomShell, windowWithView } from './room-parts.ts';
import { shelf } from './shelf.ts';
import { readingTeacher, standingTeacher } from './teacher.ts';
import { LOOP_SECONDS } from '../stream-format.ts';

/** 海棠班: eight children on a round rug listen to a story; warm, wooden, in the afternoon's colours. */
export const HAITANG_WALL = '#F1E6D3';

const FLOOR_Y = 240;
const SKIN = ['#F3D0B0', '#EFC6A2', '#F6D8BD', '#E9BC96'] as const;
const HAIR = ['#3A2E2A', '#332A2C', '#4A3A32', '#2B2422'] as const;

const CHILDREN: Child[] = [
  {
    x: 270,
    y: 376,
    scale: 1.02,
    shirt: '#D98E73',
    trousers: '#5E6E7E',
    skin: SKIN[0],
    hair: HAIR[0],
    style: 'short',
    phase: 0.05,
  },
  {
    x: 630,
    y: 374,
    scale: 1.02,
    shirt: '#6F9BB0',
    trousers: '#56706A',
    skin: SKIN[1],
    hair: HAIR[1],
    style: 'pigtails',
    phase: 0.33,
  },
  {
    x: 200,
    y: 428,
    scale: 1.14,
    shirt: '#C98BA0',
    trousers: '#4F5B73',
    skin: SKIN[2],
    hair: HAIR[2],
    style: 'bob',
    phase: 0.61,
  },
  {
    x: 706,
    y: 430,
    scale: 1.14,
    shirt: '#B59BC6',
    trousers: '#8A7868',
    skin: SKIN[0],
    hair: HAIR[0],
    style: 'bun',
    phase: 0.18,
  },
  {
    x: 294,
    y: 478,
    scale: 1.24,
    shirt: '#9DB37C',
    trousers: '#5E6E7E',
    skin: SKIN[1],
    hair: HAIR[1],
    style: 'short',
    phase: 0.79,
  },
  {
    x: 612,
    y: 480,
    scale: 1.24,
    shirt: '#E0B565',
    trousers: '#56706A',
    skin: SKIN[2],
    hair: HAIR[2],
    style: 'bob',
    phase: 0.47,
  },
  {
    x: 404,
    y: 500,
    scale: 1.3,
    shirt: '#7FA69A',
    trousers: '#7B6A5C',
    skin: SKIN[3],
    hair: HAIR[3],
    style: 'short',
    phase: 0.9,
    fromBehind: true,
  },
  {
    x: 504,
    y: 502,
    scale: 1.3,
    shirt: '#E2C08D',
    trousers: '#4F5B73',
    skin: SKIN[3],
    hair: HAIR[3],
    style: 'pigtails',
    phase: 0.26,
    fromBehind: true,
  },
];

function acts(t: number): ChildAct[] {
  const joy = gesture(t, 8.6, 10.4, 0.4);
  const wonder = gesture(t, 5.4, 7.2);
  return [
    { turns: 3 - 5 * wonder, cheers: joy * 0.9, mouth: joy },
    { turns: -3, mouth: wonder },
    { raisesHand: gesture(t, 2.2, 5), turns: 4, mouth: gesture(t, 2.8, 4.4) },
    { turns: -4, cheers: joy, mouth: joy, leans: swing(t, 9) * 2 * joy },
    { turns: 3, leans: -5 * wonder },
    { turns: -3, raisesHand: gesture(t, 2.8, 4.2), mouth: wonder },
    { leans: 5 * gesture(t, 6.6, 8.4) },
    { raisesHand: gesture(t, 10, 11.6), leans: -4 * gesture(t, 0.8, 2.4) },
  ];
}

/** The room as it stands still: what every picture of the loop has in common. */
export function haitangStill(): string {
  return (
    roomShell({ wall: HAITANG_WALL, panel: '#E7D8BF', floor: '#D9BE94', boards: '#CDAF82' }, FLOOR_Y) +
    shelf({ x: 600, y: 136, width: 250, height: 106 }, 5, { frame: '#C79F70', back: '#A67F52' }) +
    '<rect x="878" y="88" width="82" height="156" fill="#D9C3A0"/><rect x="889" y="99" width="71" height="145" fill="#C6AC84"/>' +
    '<circle cx="899" cy="176" r="5" fill="#8E744C"/>' +
    '<ellipse cx="452" cy="414" rx="350" ry="108" fill="#9DB8AE"/><ellipse cx="452" cy="410" rx="350" ry="108" fill="#A9C4B8"/>' +
    '<ellipse cx="452" cy="410" rx="290" ry="85" fill="#BBD1C6"/><ellipse cx="452" cy="410" rx="210" ry="58" fill="#CFE0D5"/>'
  );
}

/** What moves, at second `t` of the loop. */
export function haitangMoving(t: number): string {
  const drift = (t / LOOP_SECONDS) % 1;
  const act = acts(t);
  const wang = {
    x: 452,
    y: 356,
    scale: 1.08,
    apron: '#7FA69A',
    phase: 0.1,
    skin: SKIN[2],
    hair: HAIR[2],
    style: 'bob',
  } as const;
  const chen = {
    x: 838,
    y: 382,
    scale: 1.12,
    apron: '#C08A72',
    phase: 0.55,
    skin: SKIN[3],
    hair: HAIR[1],
    style: 'bun',
  } as const;
  return (
    windowWithView({ x: 118, y: 102, width: 176, height: 92 }, '#E3B79A', drift, t) +
    windowWithView({ x: 352, y: 102, width: 176, height: 92 }, '#E3B79A', (drift + 0.55) % 1, t) +
    bunting(62, t) +
    plant(56, 262, 1, t) +
    readingTeacher(wang, { pageTurn: passage(t, 5, 5.9) % 1, looksUp: gesture(t, 6, 10.6) }, t) +
    standingTeacher(chen, { waves: gesture(t, 9.2, 11.4), turns: -3, shifts: swing(t, 1) * 3 }, t) +
    CHILDREN.map((child, i) => sittingChild(child, act[i] ?? {}, t)).join('')
  );
}
