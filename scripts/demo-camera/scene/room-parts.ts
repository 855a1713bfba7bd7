import { n, swing } from './motion.ts';

export type RoomColours = { wall: string; panel: string; floor: string; boards: string };

/** Wall, panel, skirting and a floor of boards that run towards the back. */
export function roomShell(colours: RoomColours, floorY: number): string {
  const boards = Array.from({ length: 19 }, (_, i) => {
    const x = -78 + i * 62;
    return `<path d="M${x},${floorY} L${480 + (x - 480) * 3.06},540" stroke="${colours.boards}" stroke-width="2"/>`;
  });
  const seams = [24, 58, 106, 172, 252].map(
    (depth) =>
      `<path d="M0,${floorY + depth} H960" stroke="${colours.boards}" stroke-width="1.500" stroke-opacity=".6"/>`,
  );
  return (
    `<rect width="960" height="${floorY}" fill="${colours.wall}"/>` +
    `<rect y="${floorY - 62}" width="960" height="62" fill="${colours.panel}"/>` +
    `<rect y="${floorY - 64}" width="960" height="4" fill="#fff" fill-opacity=".6"/>` +
    `<rect y="${floorY}" width="960" height="${540 - floorY}" fill="${colours.floor}"/>${boards.join('')}${seams.join('')}` +
    `<rect y="${floorY - 6}" width="960" height="8" fill="#fff" fill-opacity=".75"/>`
  );
}

export type Box = { x: number; y: number; width: number; height: number };

/** A window with hills, a cloud that drifts past once a loop, and curtains that move a little. */
export function windowWithView(box: Box, curtain: string, cloudAt: number, t: number): string {
  const { x, y, width, height } = box;
  const glass = { x: x + 8, y: y + 8, width: width - 16, height: height - 16 };
  const id = `glass-${x}`;
  const cloudX = glass.x - 50 + cloudAt * (glass.width + 100);
  const hill = glass.y + glass.height * 0.72;
  return (
    `<clipPath id="${id}"><rect x="${glass.x}" y="${glass.y}" width="${glass.width}" height="${glass.height}"/></clipPath>` +
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="#fff"/>` +
    `<g clip-path="url(#${id})"><rect x="${glass.x}" y="${glass.y}" width="${glass.width}" height="${glass.height}" fill="#CFE3EA"/>` +
    `<g fill="#fff" fill-opacity=".85" transform="translate(${n(cloudX)},${n(glass.y + 20)})"><ellipse rx="22" ry="7"/><circle cx="-7" cy="-4" r="8"/><circle cx="6" cy="-6" r="10"/></g>` +
    `<path d="M${glass.x},${hill} q${glass.width / 4},-22 ${glass.width / 2},-2 t${glass.width / 2},-4 v60 h${-glass.width}Z" fill="#B9CFB2"/></g>` +
    `<path d="M${x + width / 2},${glass.y} v${glass.height} M${glass.x},${y + height * 0.42} h${glass.width}" stroke="#fff" stroke-width="6"/>` +
    `<rect x="${x - 6}" y="${y + height - 2}" width="${width + 12}" height="9" rx="3" fill="#EFE6D8"/>` +
    curtainPanel({ x: x - 10, y: y - 8, height: height + 30, colour: curtain, side: 1 }, t) +
    curtainPanel({ x: x + width + 10, y: y - 8, height: height + 30, colour: curtain, side: -1 }, t) +
    `<path d="M${x - 18},${y - 9} h${width + 36}" stroke="#B08A62" stroke-width="4" stroke-linecap="round"/>`
  );
}

type Curtain = { x: number; y: number; height: number; colour: string; side: 1 | -1 };

function curtainPanel({ x, y, height, colour, side }: Curtain, t: number): string {
  const hem = side * (26 + swing(t, 2, x / 400) * 3.5);
  const waist = side * (17 + swing(t, 2, x / 400 + 0.2) * 1.5);
  const fold = (part: number) =>
    `<path d="M${n(x + side * 26 * part)},${y} Q${n(x + waist * part)},${y + height * 0.6} ${n(x + hem * part)},${y + height - 3}" stroke="#fff" stroke-width="1.500" stroke-opacity=".35" fill="none"/>`;
  return (
    `<path d="M${x},${y} h${side * 30} Q${n(x + waist)},${y + height * 0.6} ${n(x + hem)},${y + height} H${x}Z" fill="${colour}"/>` +
    fold(0.35) +
    fold(0.7)
  );
}

const FLAG_COLOURS = ['#D98E73', '#E0B565', '#7FA69A', '#8C9CC4', '#C98BA0'];

/** A line of flags across the room, each moving in the draught. */
export function bunting(y: number, t: number): string {
  const drop = (x: number) => y + 14 + 12 * Math.sin((x / 960) * Math.PI * 2);
  const flags = Array.from({ length: 21 }, (_, i) => {
    const x = 24 + i * 46;
    const angle = swing(t, 4, i / 9) * 5 + swing(t, 1, i / 21) * 3;
    const place = `translate(${x},${n(drop(x))}) rotate(${n(angle)})`;
    return `<path transform="${place}" d="M-10,0 h20 l-10,18Z" fill="${FLAG_COLOURS[i % 5] ?? ''}" fill-opacity=".88"/>`;
  });
  const line = Array.from({ length: 33 }, (_, i) => `${i * 30},${n(drop(i * 30))}`).join(' ');
  return `<polyline points="${line}" stroke="#B7A88E" stroke-width="2" fill="none"/>${flags.join('')}`;
}

/** A plant whose leaves stir. */
export function plant(x: number, y: number, scale: number, t: number): string {
  const leaf = (d: string, phase: number) =>
    `<path transform="rotate(${n(swing(t, 2, phase) * 2.5)} 0 -28)" d="${d}" fill="#7E9F74"/>`;
  return (
    `<g transform="translate(${x},${y}) scale(${scale})"><ellipse cx="0" cy="2" rx="24" ry="6" fill="#000" fill-opacity=".1"/>` +
    leaf('M0,-28 Q-34,-50 -30,-86 Q-6,-74 0,-28Z', 0) +
    leaf('M0,-28 Q2,-88 26,-98 Q34,-60 0,-28Z', 0.3) +
    leaf('M0,-28 Q30,-56 50,-54 Q38,-30 0,-28Z', 0.6) +
    '<path d="M-18,-30 h36 l-5,30 h-26Z" fill="#C98E6A"/></g>'
  );
}
