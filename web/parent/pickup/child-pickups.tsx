import { useState } from 'react';
import type { OwnPickupChild, PickupCode } from '#contract/pickups.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { CodeShown } from './code-shown.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonLine } from './person-line.tsx';
import { pickupWords } from './words.ts';

type Shown = { code: PickupCode; name: string };

/** One child's list: its guardians, whom they named, and the two ways to add somebody. */
export function ChildPickups({ child }: { child: OwnPickupChild }) {
  const say = useWords(pickupWords);
  const [asking, setAsking] = useState<'any-day' | 'today' | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const callName = child.nickname === '' ? child.name : child.nickname;
  return (
    <section className="pickup-child card" aria-labelledby={`child-${child.childId}`}>
      <div className="row">
        <Portrait recipe={child.portrait} name={child.name} size={40} />
        <h2 id={`child-${child.childId}`}>{say('who', { child: callName })}</h2>
      </div>
      <ul className="pickup-people">
        {child.guardians.map(({ userId, name, relation, portrait }) => (
          <li key={userId} className="pickup-person">
            <Portrait recipe={portrait} name={name} size={48} adult />
            <div>
              <b>{`${relation} ${name}`}</b>
              <p className="small dim">{say('guardian')}</p>
            </div>
          </li>
        ))}
        {child.people.map((person) => (
          <PersonLine key={person.pickupId} person={person} callName={callName} mayChange={child.mayName} />
        ))}
      </ul>
      {shown && (
        <CodeShown code={shown.code} name={shown.name} timeZone={child.timeZone} onClose={() => setShown(null)} />
      )}
      {asking && (
        <PersonForm
          childId={child.childId}
          isForToday={asking === 'today'}
          onDone={(made) => {
            setAsking(null);
            setShown(made);
          }}
          onCancel={() => setAsking(null)}
        />
      )}
      {!child.mayName && <p className="small dim">{say('mayNot')}</p>}
      {child.mayName && asking === null && (
        <div className="pickup-acts">
          <Button kind="primary" onClick={() => setAsking('any-day')}>
            {say('add')}
          </Button>
          <Button onClick={() => setAsking('today')}>{say('code')}</Button>
        </div>
      )}
    </section>
  );
}
