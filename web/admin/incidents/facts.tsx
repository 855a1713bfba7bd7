import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { IncidentFile } from '#contract/incident-file.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { codedInjury } from '../../features/incidents/coded-injury.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import type { IncidentWords } from './incident-look.ts';
import { incidentScreenWords } from './words.ts';

type FactsProps = {
  file: IncidentFile;
  /** Null: nothing is changed any more, or not by whom this is shown to. */
  onEdit: (() => void) | null;
};

const FIELDS = [
  'kind',
  'injury',
  'cause',
  'place',
  'activity',
  'company',
  'firstAid',
  'treated',
  'witnesses',
  'supervisors',
  'prevention',
  'others',
] as const;

/** What the register says of it. */
export function Facts({ file, onEdit }: FactsProps) {
  const say = useWords(incidentScreenWords);
  const values = useValues(file);
  return (
    <section className="card in-facts" aria-label={say('record')}>
      <dl>
        {FIELDS.map((field) => (
          <div key={field}>
            <dt>{say(`f_${field}`)}</dt>
            <dd>{values[field] || <span className="dim">{say('missing')}</span>}</dd>
          </div>
        ))}
      </dl>
      {onEdit && (
        <Button size="small" className="in-edit" onClick={onEdit}>
          {say('edit')}
        </Button>
      )}
    </section>
  );
}

function useValues(file: IncidentFile): { [F in (typeof FIELDS)[number]]: ReactNode } {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const language = useLanguage();
  const { details, staff, classroomName, children } = file;
  const names = (ids: readonly string[]) =>
    listOf(
      staff.filter(({ userId }) => ids.includes(userId)).map(({ name }) => name),
      language,
    );
  const treated = [details.treated && words(`treated_${details.treated}`), details.diagnosis];
  return {
    kind: <b>{words(`kind_${file.kind}`)}</b>,
    injury: injuriesOf(file, words),
    cause: details.cause,
    place: details.place && `${classroomName} ${words(`place_${details.place}`)}`,
    activity: details.activity && words(`activity_${details.activity}`),
    company: details.company && words(`company_${details.company}`),
    firstAid: [details.firstAid, names(details.firstAidBy)].filter(Boolean).join(' · '),
    treated: treated.filter(Boolean).join(' · '),
    witnesses: names(details.witnesses),
    supervisors: names(details.supervisors),
    prevention: details.prevention,
    others:
      children.length > 0
        ? listOf(
            children.map(({ name }) => name),
            language,
          )
        : say('noOthers'),
  };
}

/** 02 跌伤, by the register's own numbers; of several children one line each. */
function injuriesOf({ families, details }: IncidentFile, words: IncidentWords): ReactNode {
  const lines = families.flatMap(({ childId, name, view: { injury } }) => {
    if (injury === null && !isUnhurt(shareOf(details, childId))) return [];
    const code = injury === null ? words('unhurt') : codedInjury(injury, words);
    return [families.length > 1 ? `${name} ${code}` : code];
  });
  return lines.length === 0 ? null : lines.map((line) => <p key={line}>{line}</p>);
}
