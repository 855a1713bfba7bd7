import { type ChildDetails, type IncidentDetails, MOST_TOLD } from '#contract/incident-details.ts';
import type { ChildId } from '#contract/ids.ts';
import { othersNamed } from '#contract/names-in-text.ts';
import { callName } from '../../shared/call-name.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { clockAndDay } from '../../shared/time.ts';
import { sayIn, type Values } from '../../shared/words/book.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { partName } from './body-parts.ts';
import { inChinese } from './detail-hints.ts';
import { toldWords } from './told-words.ts';
import type { ShownIncident } from './use-shown-incident.ts';
import { incidentWords } from './words.ts';

type NamedChild = { childId: ChildId; name: string; nickname: string };

type Told = {
  incident: Pick<ShownIncident, 'kind' | 'happenedAt'>;
  details: IncidentDetails;
  share: ChildDetails;
  child: NamedChild;
  /** Everybody who might be named by mistake. */
  around: readonly NamedChild[];
  timeZone: string;
};

/**
 * What was tapped as the family reads it. What staff wrote of the first aid comes in only where it names no other child:
 * staff may name them there. In Chinese whatever the tablet shows: that is what families here read.
 */
export function toldFrom({ incident, details, share, child, around, timeZone }: Told): string {
  const say = (word: (typeof toldWords)['keys'][number], values: Values = {}) => sayIn('zh', toldWords, word, values);
  const sayOf = (word: (typeof incidentWords)['keys'][number], values: Values = {}) =>
    sayIn('zh', incidentWords, word, values);
  const { place, activity, firstAid, treated } = details;
  const aid = inChinese(firstAid.trim()).replace(/[。.]$/, '');
  const isPrivate = othersNamed(aid, share.childId, around).length > 0;
  const parts = share.marks.map((part) => partName(part, sayOf));
  const start = say('toldStart', {
    time: clockAndDay(incident.happenedAt, 'zh', timeZone, serverNow()),
    child: callName(child),
    where: place && place !== 'elsewhere' ? say('toldWhere', { place: sayOf(`place_${place}`) }) : '',
    doing: activity && activity !== 'other' ? say('toldDoing', { activity: sayOf(`activity_${activity}`) }) : '',
    kind: sayOf(`kind_${incident.kind}`),
  });
  const said = [
    start,
    share.injury && say('toldInjury', { injury: sayOf(`injury_${share.injury}`) }),
    parts.length > 0 && say('toldMarks', { parts: listOf(parts, 'zh') }),
    aid !== '' && !isPrivate && say('toldAid', { aid }),
    treated === 'hospital' && say('toldHospital'),
    say('toldEnd'),
  ];
  return said.filter(Boolean).join('').slice(0, MOST_TOLD);
}
