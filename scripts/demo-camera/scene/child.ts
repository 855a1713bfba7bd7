import { head, type HeadPose, type Looks } from './head.ts';
import { isBlinking, n, swing } from './motion.ts';

export type Child = Looks & {
  x: number;
  y: number;
  scale: number;
  shirt: string;
  trousers: string;
  /** 0–1: shifts this child's sway and blinks against the others'. */
  phase: number;
  fromBehind?: boolean;
};

/** What a child does at a moment; each 0–1 unless said otherwise. */
export type ChildAct = {
  raisesHand?: number;
  /** Both hands forward, as to a ball. */
  reaches?: number;
  /** Both arms up, as after something wonderful. */
  cheers?: number;
  /** Degrees the body leans, beside its own sway. */
  leans?: number;
  /** Pixels the face is turned. */
  turns?: number;
  mouth?: number;
};

/** A child that sits cross-legged on the floor. */
export function sittingChild(child: Child, act: ChildAct, t: number): string {
  const { skin, shirt, fromBehind: isBehind = false } = child;
  const { cheers = 0, reaches: reaching = 0 } = act;
  const lean = swing(t, 3, child.phase) * 2 + (act.leans ?? 0);
  const breath = swing(t, 4, child.phase) * 0.4;
  return (
    `<g transform="translate(${child.x},${child.y}) scale(${child.scale})">` +
    `<ellipse cx="0" cy="-2" rx="29" ry="8" fill="#000" fill-opacity=".11"/>` +
    `<path d="M-26,-8 Q-24,-19 0,-18 Q24,-19 26,-8 Q24,0 0,-1 Q-24,0 -26,-8Z" fill="${child.trousers}"/>` +
    `<g transform="rotate(${n(lean)} 0 -10)">` +
    `<path d="M-14,${n(-44 - breath)} Q0,${n(-50 - breath)} 14,${n(-44 - breath)} L18,-13 Q0,-7 -18,-13Z" fill="${shirt}"/>` +
    arm({ side: -1, shirt, skin, lifted: cheers, reaching, isBehind }) +
    arm({ side: 1, shirt, skin, lifted: Math.max(act.raisesHand ?? 0, cheers), reaching, isBehind }) +
    head(child, headPose(child, act, 60 + breath, t)) +
    '</g></g>'
  );
}

/** The upper half of a child at a table; the table, and the arm that draws on it, come on top. */
export function childAtTable(child: Child, act: ChildAct, t: number): string {
  const { skin, shirt } = child;
  const lean = swing(t, 3, child.phase) * 2 + (act.leans ?? 0);
  return (
    `<g transform="translate(${child.x},${child.y}) scale(${child.scale}) rotate(${n(lean)} 0 8)">` +
    `<path d="M-15,-28 Q0,-35 15,-28 L19,8 L-19,8Z" fill="${shirt}"/>` +
    `<path d="M-14,-24 Q-24,-8 -8,4" stroke="${shirt}" stroke-width="8" fill="none" stroke-linecap="round"/>` +
    (act.raisesHand ? arm({ side: 1, shirt, skin, lifted: act.raisesHand, reaching: 0, shoulder: -24 }) : '') +
    head(child, headPose(child, act, 46, t)) +
    '</g>'
  );
}

function headPose(child: Child, act: ChildAct, up: number, t: number): HeadPose {
  return {
    up,
    tilt: swing(t, 2, child.phase * 2) * 3,
    turn: act.turns ?? swing(t, 1, child.phase * 3) * 2,
    blinking: isBlinking(t, child.phase),
    mouth: act.mouth ?? 0,
    fromBehind: child.fromBehind ?? false,
  };
}

type Arm = {
  side: 1 | -1;
  shirt: string;
  skin: string;
  lifted: number;
  reaching: number;
  shoulder?: number;
  isBehind?: boolean;
};

/** An arm between three places of the hand: in the lap (not seen from behind), held out, high in the air. */
function arm({ side, shirt, skin, lifted, reaching, shoulder = -40, isBehind = false }: Arm): string {
  const between = (lap: number, out: number, high: number) =>
    lap + (out - lap) * reaching + (high - lap) * lifted * (1 - reaching);
  const hand = { x: side * between(10, 21, 25), y: between(-16, -22, -78) };
  const elbow = { x: side * between(25, 24, 27), y: between(-28, -34, -52) };
  const isHidden = isBehind && lifted < 0.25;
  return (
    `<path d="M${side * 14},${shoulder} Q${n(elbow.x)},${n(elbow.y)} ${n(hand.x)},${n(hand.y)}" stroke="${shirt}" ` +
    'stroke-width="8" fill="none" stroke-linecap="round"/>' +
    (isHidden ? '' : `<circle cx="${n(hand.x)}" cy="${n(hand.y)}" r="4.600" fill="${skin}"/>`)
  );
}
