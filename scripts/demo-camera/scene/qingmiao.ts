import { childAtTable, sittingChild, type Child } from './child.ts';
import { gesture, n, passage, swing } from './motion.ts';
import { plant, roomShell, windowWithView } from './room-parts.ts';
import { shelf } from './shelf.ts';
import { standingTeacher } from './teacher.ts';
import { LOOP_SECONDS } from '../stream-format.ts';

/** 青苗班: the smallest ones draw at a table and roll a ball on a mat; cool greens and blues. */
export const QINGMIAO_WALL = '#DDE8E4';

const FLOOR_Y = 236;

const DRAWING: Child[] = [
  {
    x: 132,
    y: 330,
    scale: 1.08,
    shirt: '#D98E73',
    trousers: '',
    skin: '#E9BC96',
    hair: '#2B2422',
    style: 'short',
    phase: 0.12,
  },
  {
    x: 236,
    y: 324,
    scale: 1.08,
    shirt: '#B59BC6',
    trousers: '',
    skin: '#F3D0B0',
    hair: '#3A2E2A',
    style: 'bun',
    phase: 0.58,
  },
  {
    x: 340,
    y: 330,
    scale: 1.08,
    shirt: '#E0B565',
    trousers: '',
    skin: '#F6D8BD',
    hair: '#4A3A32',
    style: 'bob',
    phase: 0.84,
  },
];
const LEFT: Child = {
  x: 548,
  y: 470,
  scale: 1.36,
  shirt: '#6F9BB0',
  trousers: '#5E6E7E',
  skin: '#EFC6A2',
  hair: '#332A2C',
  style: 'short',
  phase: 0.31,
};
const RIGHT: Child = {
  x: 836,
  y: 470,
  scale: 1.36,
  shirt: '#C98BA0',
  trousers: '#56706A',
  skin: '#F3D0B0',
  hair: '#3A2E2A',
  style: 'pigtails',
  phase: 0.7,
};
const TEACHER = {
  x: 690,
  y: 352,
  scale: 1.1,
  apron: '#6F9BB0',
  phase: 0.4,
  skin: '#F6D8BD',
  hair: '#4A3A32',
  style: 'bob',
} as const;

/** The room as it stands still: what every picture of the loop has in common. */
export function qingmiaoStill(): string {
  return (
    roomShell({ wall: QINGMIAO_WALL, panel: '#BFD6D2', floor: '#D3C5AE', boards: '#C4B497' }, FLOOR_Y) +
    shelf({ x: 392, y: 130, width: 204, height: 108 }, 4, { frame: '#E4D3B4', back: '#C9B48E' }) +
    pictureBoard(642, 94) +
    '<path d="M470,420 Q470,402 500,402 H884 Q914,402 914,420 L944,512 Q944,526 914,526 H470 Q440,526 440,512Z" fill="#8FB3C4"/>' +
    '<path d="M484,420 Q484,411 506,411 H878 Q900,411 900,420 L926,506 Q926,515 902,515 H482 Q458,515 458,506Z" fill="#A9C8D4"/>' +
    '<g fill="#fff" fill-opacity=".35"><circle cx="560" cy="434" r="9"/><circle cx="690" cy="500" r="10"/><circle cx="824" cy="430" r="9"/><circle cx="500" cy="500" r="8"/><circle cx="884" cy="500" r="8"/></g>'
  );
}

function pictureBoard(x: number, y: number): string {
  const colours = ['#D98E73', '#7FA69A', '#E0B565', '#8C9CC4', '#C98BA0', '#9DB37C'];
  const sheets = colours.map((colour, i) => {
    const [left, top] = [x + 16 + (i % 3) * 54, y + 12 + Math.floor(i / 3) * 44];
    return (
      `<rect x="${left}" y="${top}" width="46" height="37" fill="#fff"/>` +
      `<circle cx="${left + 23}" cy="${top + 19}" r="${10 + (i % 2) * 3}" fill="${colour}" fill-opacity=".8"/>`
    );
  });
  return `<rect x="${x}" y="${y}" width="186" height="108" rx="4" fill="#fff"/><rect x="${x + 8}" y="${y + 6}" width="170" height="96" fill="#EFEADC"/>${sheets.join('')}`;
}

/** What moves, at second `t` of the loop. */
export function qingmiaoMoving(t: number): string {
  return (
    windowWithView({ x: 104, y: 96, width: 226, height: 96 }, '#9FC3BE', (t / LOOP_SECONDS) % 1, t) +
    mobile(862, 78, t) +
    plant(902, 268, 1.05, t) +
    DRAWING.map((child, i) => childAtTable(child, { raisesHand: raisedHand(i, t) }, t)).join('') +
    table(t) +
    standingTeacher(TEACHER, walk(t), t) +
    ballGame(t)
  );
}

/** Stars and a moon on threads, turning. */
function mobile(x: number, y: number, t: number): string {
  const threads = [-30, 0, 30].map((offset, i) => {
    const colour = ['#E0B565', '#D98E73', '#8C9CC4'][i] ?? '';
    const angle = swing(t, 2, i / 3) * 6;
    const star = 'M0,26 l4,8 9,1 -7,6 2,9 -8,-5 -8,5 2,-9 -7,-6 9,-1Z';
    return (
      `<g transform="translate(${x + offset},${y}) rotate(${n(angle)})"><path d="M0,0 V28" stroke="#9A8C78" stroke-width="1.200"/>` +
      `<path d="${star}" fill="${colour}"/></g>`
    );
  });
  return `<circle cx="${x}" cy="58" r="2.500" fill="#9A8C78"/><path d="M${x},58 V${y}" stroke="#9A8C78" stroke-width="1.200"/><path d="M${x - 36},${y} h72" stroke="#B08A62" stroke-width="3" stroke-linecap="round"/>${threads.join('')}`;
}

function table(t: number): string {
  return (
    '<ellipse cx="236" cy="434" rx="160" ry="22" fill="#000" fill-opacity=".1"/>' +
    '<rect x="112" y="372" width="12" height="60" fill="#B79C74"/><rect x="348" y="372" width="12" height="60" fill="#B79C74"/>' +
    '<ellipse cx="236" cy="374" rx="182" ry="40" fill="#CDB88F"/><ellipse cx="236" cy="364" rx="182" ry="40" fill="#F0E1BF"/>' +
    DRAWING.map((child, i) => sheetAndArm(child, i, t)).join('')
  );
}

const CRAYONS = ['#7FA69A', '#C98BA0', '#6F9BB0'];

/** The sheet before a child, on which a line grows until a new sheet is laid down, and the arm that draws it. */
function sheetAndArm(child: Child, index: number, t: number): string {
  const crayon = CRAYONS[index] ?? '';
  const [x, y] = [child.x + 6, child.y + 32];
  const drawn = 34 * passage(t, 0.5 + index * 0.6, 10) * (1 - passage(t, 11.2, 11.8));
  const sheet =
    `<g transform="translate(${x},${y}) skewX(-12)"><rect x="-19" y="-10" width="38" height="20" fill="#fff"/>` +
    `<path d="M-12,4 q6,-11 11,-3 t12,-4" stroke="${crayon}" stroke-width="3" fill="none" stroke-linecap="round" stroke-dasharray="${n(drawn)} 60"/></g>`;
  if (raisedHand(index, t) > 0) return sheet;
  const hand = { x: x + 8 + swing(t, 12, index / 3) * 7, y: y - 9 + swing(t, 24, index / 3) * 2 };
  return (
    sheet +
    `<path d="M${n(hand.x - 3)},${n(hand.y + 7)} l5,-13" stroke="${crayon}" stroke-width="3.500" stroke-linecap="round"/>` +
    `<path d="M${child.x + 15},${child.y - 26} Q${child.x + 32},${child.y} ${n(hand.x + 2)},${n(hand.y - 3)}" stroke="${child.shirt}" stroke-width="8.500" fill="none" stroke-linecap="round"/>` +
    `<circle cx="${n(hand.x)}" cy="${n(hand.y)}" r="4.800" fill="${child.skin}"/>`
  );
}

/** The child in the middle asks for something. */
const raisedHand = (index: number, t: number) => (index === 1 ? gesture(t, 7, 9) : 0);

/** Across behind the mat and back again, pausing at either side. */
function walk(t: number): { shifts: number; walks: number; turns: number } {
  const there = passage(t, 1.5, 4.5);
  const back = passage(t, 7.5, 10.5);
  const underWay = gesture(t, 1.5, 4.5, 0.4) + gesture(t, 7.5, 10.5, 0.4);
  return {
    shifts: -120 * (there - back),
    walks: underWay,
    turns: -3 + 6 * passage(t, 6.8, 7.4) * (1 - passage(t, 11, 11.6)),
  };
}

/** The ball takes four seconds to the other side and back three times a loop; who gets it holds out both hands. */
function ballGame(t: number): string {
  const atRight = (1 - Math.cos(2 * Math.PI * (t / LOOP_SECONDS) * 3)) / 2;
  const x = 596 + 192 * atRight;
  const turned = (x / 19) * (180 / Math.PI);
  const near = (share: number) => Math.max(0, Math.min(1, (share - 0.55) / 0.35));
  const ball =
    `<ellipse cx="${n(x)}" cy="486" rx="17" ry="5" fill="#000" fill-opacity=".14"/>` +
    `<g transform="translate(${n(x)},468) rotate(${n(turned)})"><circle r="19" fill="#E0B565"/>` +
    '<path d="M-19,0 A19,19 0 0 1 0,-19 L0,0Z M19,0 A19,19 0 0 1 0,19 L0,0Z" fill="#D9775C"/><circle r="5" fill="#fff"/></g>';
  return (
    sittingChild(
      LEFT,
      {
        reaches: near(1 - atRight),
        turns: 4,
        leans: 5 * near(1 - atRight),
        mouth: near(1 - atRight),
        cheers: gesture(t, 1.6, 2.6, 0.3),
      },
      t,
    ) +
    sittingChild(
      RIGHT,
      {
        reaches: near(atRight),
        turns: -4,
        leans: -5 * near(atRight),
        mouth: near(atRight),
        cheers: gesture(t, 7.6, 8.8, 0.3),
      },
      t,
    ) +
    ball
  );
}
