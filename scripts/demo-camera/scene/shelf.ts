import type { Box } from './room-parts.ts';

const COLOURS = ['#D98E73', '#E0B565', '#7FA69A', '#8C9CC4', '#C98BA0', '#9DB37C', '#6F9BB0', '#B59BC6', '#D6A48A'];
const colour = (index: number) => COLOURS[index % COLOURS.length] ?? '';

/** An open shelf of two rows; what lies in a compartment follows from its number, so that it is the same every time. */
export function shelf(box: Box, columns: number, wood: { frame: string; back: string }): string {
  const cell = { width: (box.width - 8) / columns, height: (box.height - 8) / 2 };
  const cells = Array.from({ length: columns * 2 }, (_, index) => {
    const x = box.x + 6 + (index % columns) * cell.width;
    const y = box.y + 6 + Math.floor(index / columns) * cell.height;
    const [width, height] = [cell.width - 5, cell.height - 5];
    const back = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${wood.back}"/>`;
    return back + content({ x, y, width, height }, index);
  });
  return (
    `<ellipse cx="${box.x + box.width / 2}" cy="${box.y + box.height + 2}" rx="${box.width * 0.52}" ry="7" fill="#000" fill-opacity=".1"/>` +
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="5" fill="${wood.frame}"/>${cells.join('')}`
  );
}

function content(cell: Box, index: number): string {
  const floor = cell.y + cell.height;
  switch ((index * 7) % 4) {
    case 0:
      return basket(cell, floor, colour(index));
    case 1:
      return balls(cell, floor, index);
    case 2:
      return blocks(cell, floor, colour(index + 3));
    default:
      return books(cell, floor, index);
  }
}

const basket = (cell: Box, floor: number, fill: string) =>
  `<rect x="${cell.x + 5}" y="${floor - 27}" width="${cell.width - 10}" height="27" rx="3" fill="${fill}"/>` +
  `<rect x="${cell.x + cell.width / 2 - 6}" y="${floor - 21}" width="12" height="4" rx="2" fill="#fff" fill-opacity=".7"/>`;

const balls = (cell: Box, floor: number, index: number) =>
  `<circle cx="${cell.x + 15}" cy="${floor - 11}" r="11" fill="${colour(index + 1)}"/>` +
  `<circle cx="${cell.x + 31}" cy="${floor - 10}" r="10" fill="${colour(index + 5)}"/>`;

const blocks = (cell: Box, floor: number, fill: string) =>
  `<path d="M${cell.x + 6},${floor} v-18 h13 v-13 h13 v31Z" fill="${fill}"/>`;

function books(cell: Box, floor: number, index: number): string {
  const heights = [35, 31, 36, 30];
  return heights
    .map(
      (height, i) =>
        `<rect x="${cell.x + 3 + i * 9}" y="${floor - height}" width="7" height="${height}" fill="${colour(index + i * 2)}"/>`,
    )
    .join('');
}
