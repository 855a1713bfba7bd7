import { n } from './motion.ts';

export type HairStyle = 'short' | 'bob' | 'pigtails' | 'bun';

export type Looks = { skin: string; hair: string; style: HairStyle };

export type HeadPose = {
  /** Height of its middle above the floor of the figure. */
  up: number;
  /** Degrees to the side. */
  tilt?: number;
  /** Pixels the face is turned by, to the right when positive. */
  turn?: number;
  blinking?: boolean;
  /** 0 smiles, 1 has its mouth open: laughs, speaks, sings. */
  mouth?: number;
  fromBehind?: boolean;
};

/** A head in the family's style: round, two dots, rosy cheeks. Its origin is the figure's own. */
export function head(looks: Looks, pose: HeadPose): string {
  const open = `<g transform="translate(0,${n(-pose.up)}) rotate(${n(pose.tilt ?? 0)} 0 14)">`;
  if (pose.fromBehind) return `${open}${buns(looks)}<circle r="17" fill="${looks.hair}"/></g>`;
  return `${open}${hairBehind(looks)}<circle r="16.800" fill="${looks.skin}"/>${fringe(looks)}${face(pose)}</g>`;
}

function hairBehind(looks: Looks): string {
  if (looks.style !== 'bob') return buns(looks);
  return `<path d="M-19,0 A19,19 0 0 1 19,0 L18,14 Q14,17 11,12 L-11,12 Q-14,17 -18,14Z" fill="${looks.hair}"/>`;
}

function buns({ style, hair }: Looks): string {
  if (style === 'bun') return `<circle cx="0" cy="-19" r="7" fill="${hair}"/>`;
  if (style !== 'pigtails') return '';
  return `<circle cx="-15" cy="-13" r="7" fill="${hair}"/><circle cx="15" cy="-13" r="7" fill="${hair}"/>`;
}

const fringe = ({ hair }: Looks) =>
  `<path d="M-17.200,0 A17.200,17.200 0 0 1 17.200,0 Q9.400,-8 0,-7 Q-9.400,-8 -17.200,0Z" fill="${hair}"/>`;

function face({ turn = 0, blinking = false, mouth = 0 }: HeadPose): string {
  const eye = (x: number) =>
    blinking
      ? `<path d="M${x - 2.2},3.200 q2.200,1.600 4.400,0" stroke="#3b302c" stroke-width="1.400" fill="none" stroke-linecap="round"/>`
      : `<circle cx="${x}" cy="3" r="1.800" fill="#3b302c"/>`;
  const lips =
    mouth > 0.3
      ? `<ellipse cx="0" cy="9.500" rx="2.800" ry="${n(0.8 + mouth * 1.8)}" fill="#9c5a4c"/>`
      : '<path d="M-3.500,8.500 q3.500,3 7,0" stroke="#8a5a4a" stroke-width="1.300" fill="none" stroke-linecap="round"/>';
  const cheeks =
    '<circle cx="-9.500" cy="8" r="3" fill="#E79A86" fill-opacity=".45"/><circle cx="9.500" cy="8" r="3" fill="#E79A86" fill-opacity=".45"/>';
  return `<g transform="translate(${n(turn)},0)">${eye(-6)}${eye(6)}${cheeks}${lips}</g>`;
}
