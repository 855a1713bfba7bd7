import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ChildView, SiteView } from '#contract/people.ts';
import type { PickupView } from '#contract/pickups.ts';
import { readChildPickups, withdrawPickup } from '../../features/pickups/office-pickups-api.ts';
import { PickupPhoto } from '../../features/pickups/pickup-photo.tsx';
import { dateIn } from '../../shared/site-time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { officePickupWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; manages: boolean };

/** Whom the family lets fetch the child. A photo is looked at on purpose: each look is recorded. */
export function ChildPickups({ child, site, manages }: Props) {
  const say = useWords(officePickupWords);
  const found = useQuery({ queryKey: ['pickups', child.childId], queryFn: () => readChildPickups(child.childId) });
  const [ending, setEnding] = useState<PickupView | null>(null);
  const people = found.data?.people ?? [];
  return (
    <section aria-labelledby="pickups-title">
      <h2 id="pickups-title">{say('title')}</h2>
      <ReadState of={found}>
        {people.length === 0 && <p className="dim">{say('none')}</p>}
        <ul className="ad-rights">
          {people.map((person) => (
            <li key={person.pickupId}>
              <Person person={person} site={site} />
              <span className="row-space" />
              {manages && (
                <Button
                  size="small"
                  danger
                  aria-label={say('withdrawNamed', { name: person.name })}
                  onClick={() => setEnding(person)}
                >
                  {say('withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {people.some(({ hasPhoto }) => hasPhoto) && <p className="dim">{say('recorded')}</p>}
      </ReadState>
      {ending && <Withdraw child={child} person={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function Person({ person, site }: { person: PickupView; site: SiteView }) {
  const say = useWords(officePickupWords);
  const [isSeen, setSeen] = useState(false);
  const { pickupId, name, relation, phone, hasPhoto, addedBy, addedAt, onlyOn, isVoid } = person;
  return (
    <>
      {isSeen && <PickupPhoto pickupId={pickupId} name={name} hasPhoto={hasPhoto} size={72} />}
      <span>
        <b>{`${relation} ${name}`}</b> {phone}
        <small className="ad-under">{say('addedBy', { by: addedBy.name, date: dateIn(site.timeZone, addedAt) })}</small>
      </span>
      {onlyOn !== null && (
        <Pill tone="primary" icon="key">
          {say('today')}
        </Pill>
      )}
      {isVoid && (
        <Pill tone="offline" icon="lock">
          {say('void')}
        </Pill>
      )}
      {hasPhoto && !isSeen && (
        <Button size="small" onClick={() => setSeen(true)}>
          {say('photo')}
        </Button>
      )}
      {!hasPhoto && onlyOn === null && <small className="dim">{say('noPhoto')}</small>}
    </>
  );
}

function Withdraw({ child, person, onClose }: { child: ChildView; person: PickupView; onClose: () => void }) {
  const say = useWords(officePickupWords);
  const { message } = App.useApp();
  const { name } = person;
  return (
    <ReasonModal
      title={say('withdrawTitle', { name })}
      confirm={say('withdrawGo')}
      danger
      presets={[say('preset_family'), say('preset_doubt')]}
      run={({ reason }) => withdrawPickup(person.pickupId, reason)}
      onDone={() => void message.success(say('withdrawn', { name, child: child.name }))}
      onClose={onClose}
    />
  );
}
