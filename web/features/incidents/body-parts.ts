import type { BodyPart } from '#contract/incident-details.ts';
import type { Say } from '../../shared/words/book.ts';
import type { incidentWords } from './words.ts';

type Words = Say<(typeof incidentWords)['keys'][number]>;

/** 左前臂（正面） · left forearm (front) */
export function partName(part: BodyPart, say: Words): string {
  const [view, ...rest] = part.split('-') as ['front' | 'back', ...string[]];
  const [side, ...limb] = rest;
  const isOfSide = side === 'left' || side === 'right';
  const word = `part_${(isOfSide ? limb : rest).join('-')}` as Parameters<Words>[0];
  const name = isOfSide ? say('partOfSide', { side: say(side), part: say(word) }) : say(word);
  return say('partOfView', { part: name, view: say(view) });
}
