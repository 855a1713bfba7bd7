import type { IncidentFamily } from '#contract/incident-file.ts';
import type { SiteView } from '#contract/people.ts';
import { BodyMap } from '../../features/incidents/body-map.tsx';
import { codedInjury } from '../../features/incidents/coded-injury.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { relationIn } from '../../shared/words/relation.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { type Fact, FactList, Part } from './report-part.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

type ChildProps = { family: IncidentFamily; site: SiteView; isOwn: boolean; isUnhurt: boolean };

/**
 * One child's share, as its guardians read it.
 * @param isOwn on the paper of its own family, who need not be told who they are
 * @param isUnhurt somebody wrote that nothing is hurt
 */
export function ChildPart({ family: { name, guardians, view }, site: { timeZone }, isOwn, isUnhurt }: ChildProps) {
  const say = useWords(reportWords);
  const words = useWords(incidentWords);
  const language = useLanguage();
  const { injury, marks, told, calledAt, addenda } = view;
  const at = (instant: string) => stampOf(instant, timeZone);
  const injured = injury ? codedInjury(injury, words) : say(isUnhurt ? 'unhurt' : 'noInjury');
  const who = listOf(
    guardians.map(({ name: called, relation }) =>
      say('guardian', { name: called, relation: relationIn(relation, language) }),
    ),
    language,
  );
  const facts: Fact[] = [
    [say('injury'), injured],
    ...(calledAt === null ? [] : [[say('calledAt'), at(calledAt)] as const]),
    ...(isOwn ? [] : [[say('guardians'), who, true] as const]),
    [say('told'), told || say('notTold'), true],
    ...addenda.map((added): Fact => [`${say('addendum')} ${at(added.at)}`, added.text, true]),
  ];
  return (
    <Part title={say('child', { name })}>
      <div className="rr-child">
        <BodyMap marks={marks} />
        <FactList facts={facts} />
      </div>
    </Part>
  );
}
