import { head, type Looks } from './head.ts';
import { isBlinking, n, swing } from './motion.ts';

export type Teacher = Looks & { x: number; y: number; scale: number; apron: string; phase: number };

const BLOUSE = '#EFE8DC';
const TROUSERS = '#54616E';

/** A teacher who reads a picture book aloud. `pageTurn` goes from 0 to 1 while a page passes from right to left. */
export function readingTeacher(teacher: Teacher, act: { pageTurn: number; looksUp: number }, t: number): string {
  const speaks = act.looksUp > 0.5 ? 0 : Math.max(0, swing(t, 24, teacher.phase)) * 0.9;
  return (
    `<g transform="translate(${teacher.x},${teacher.y}) scale(${teacher.scale})">` +
    '<ellipse cx="0" cy="0" rx="38" ry="9" fill="#000" fill-opacity=".12"/>' +
    '<rect x="-24" y="-40" width="48" height="8" rx="4" fill="#B08A62"/>' +
    '<rect x="-22" y="-34" width="6" height="34" rx="2" fill="#9A7650"/><rect x="16" y="-34" width="6" height="34" rx="2" fill="#9A7650"/>' +
    `<path d="M-18,-44 L20,-44 L22,-8 L12,-8 L6,-30 L-6,-30 L-10,-8 L-20,-8Z" fill="${TROUSERS}"/>` +
    '<ellipse cx="-15" cy="-5" rx="8" ry="4" fill="#4b4039"/><ellipse cx="17" cy="-5" rx="8" ry="4" fill="#4b4039"/>' +
    `<g transform="rotate(${n(swing(t, 2, teacher.phase) * 1.2)} 0 -40)">` +
    `<path d="M-18,-92 Q0,-100 18,-92 L21,-42 Q0,-36 -21,-42Z" fill="${BLOUSE}"/>` +
    `<path d="M-12,-90 L-13,-40 Q0,-35 13,-40 L12,-90 Q0,-82 -12,-90Z" fill="${teacher.apron}"/>` +
    head(teacher, {
      up: 112,
      tilt: swing(t, 3, teacher.phase) * 2,
      turn: swing(t, 2, 0.3) * 2.4 * act.looksUp,
      blinking: isBlinking(t, teacher.phase),
      mouth: speaks,
    }) +
    sleeve('M-17,-86 Q-34,-66 -20,-54') +
    sleeve('M17,-86 Q34,-66 20,-54') +
    book(act.pageTurn) +
    `<circle cx="-21" cy="-54" r="4.600" fill="${teacher.skin}"/><circle cx="21" cy="-54" r="4.600" fill="${teacher.skin}"/></g></g>`
  );
}

const sleeve = (d: string) =>
  `<path d="${d}" stroke="${BLOUSE}" stroke-width="10" fill="none" stroke-linecap="round"/>`;

function book(pageTurn: number): string {
  const edge = 22 - 44 * pageTurn;
  const lift = Math.sin(Math.PI * pageTurn) * 12;
  const page =
    pageTurn > 0 && pageTurn < 1
      ? `<path d="M0,-64 L${n(edge)},${n(-70 - lift)} L${n(edge)},${n(-50 - lift)} L0,-44Z" fill="#fff" stroke="#D9C39A" stroke-width="1"/>`
      : '';
  return (
    '<path d="M-22,-70 L0,-64 L22,-70 L22,-50 L0,-44 L-22,-50Z" fill="#F7F1E4" stroke="#C9A56B" stroke-width="2"/>' +
    '<path d="M0,-64 V-44" stroke="#C9A56B" stroke-width="2"/>' +
    '<circle cx="-11" cy="-58" r="3.500" fill="#D98E73" fill-opacity=".8"/><path d="M6,-54 l5,-7 5,4Z" fill="#7FA69A" fill-opacity=".8"/>' +
    page
  );
}

/** What a standing teacher does; each 0–1, `walks` is how much she is under way, `turns` in pixels of the face. */
export type StandingAct = { waves?: number; walks?: number; turns?: number; shifts?: number };

export function standingTeacher(teacher: Teacher, act: StandingAct, t: number): string {
  const step = swing(t, 18) * (act.walks ?? 0);
  const bob = Math.abs(step) * 1.6;
  const sway = swing(t, 2, teacher.phase) * 1.2;
  const wave = act.waves ?? 0;
  const hand = { x: 30 - 4 * wave + swing(t, 18) * 5 * wave, y: -76 - 62 * wave };
  return (
    `<g transform="translate(${n(teacher.x + (act.shifts ?? 0))},${teacher.y}) scale(${teacher.scale})">` +
    '<ellipse cx="0" cy="0" rx="28" ry="7" fill="#000" fill-opacity=".12"/>' +
    leg(-7, step) +
    leg(7, -step) +
    `<g transform="translate(0,${n(-bob)}) rotate(${n(sway)} 0 -50)">` +
    `<path d="M-18,-112 Q0,-120 18,-112 L20,-56 Q0,-50 -20,-56Z" fill="${BLOUSE}"/>` +
    `<path d="M-12,-108 L-16,-44 Q0,-38 16,-44 L12,-108 Q0,-98 -12,-108Z" fill="${teacher.apron}"/>` +
    sleeve(`M-17,-106 L${n(-27 + step * 5)},-72`) +
    `<circle cx="${n(-28 + step * 5)}" cy="-68" r="5" fill="${teacher.skin}"/>` +
    sleeve(`M17,-106 Q${n(26 + 10 * wave)},${n(-92 + 4 * wave)} ${n(hand.x)},${n(hand.y)}`) +
    `<circle cx="${n(hand.x + 1)}" cy="${n(hand.y + 3 - 7 * wave)}" r="5" fill="${teacher.skin}"/>` +
    head(teacher, {
      up: 134,
      tilt: swing(t, 3, teacher.phase) * 2.5,
      turn: act.turns ?? swing(t, 1, teacher.phase) * 3,
      blinking: isBlinking(t, teacher.phase),
      mouth: wave > 0.5 ? 0.7 : 0,
    }) +
    '</g></g>'
  );
}

function leg(x: number, step: number): string {
  const lift = Math.max(0, step) * 5;
  return (
    `<rect x="${n(x - 6)}" y="${n(-60 - lift)}" width="12" height="58" rx="5" fill="${TROUSERS}"/>` +
    `<ellipse cx="${n(x)}" cy="${n(-2 - lift)}" rx="9" ry="4" fill="#4b4039"/>`
  );
}
