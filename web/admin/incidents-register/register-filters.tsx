import { Button, Input, Segmented, Select, Tag } from 'antd';
import { INJURIES } from '#contract/incident-details.ts';
import { GRAVITIES, REGISTER_ORDERS } from '#contract/incident-register.ts';
import { INCIDENT_KINDS, INCIDENT_STATES } from '#contract/incidents.ts';
import type { SiteView } from '#contract/people.ts';
import { codedInjury } from '../../features/incidents/coded-injury.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useClassrooms, useSites } from '../../features/sites/use-sites.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import type { Condition } from './use-register-search.ts';
import { registerWords } from './words.ts';

type Props = { site: SiteView; isNarrowed: boolean; onClear: () => void };

/** What of the register is shown. All of it stands in the address, so that a search can be sent to somebody. */
export function RegisterFilters({ site, isNarrowed, onClear }: Props) {
  const say = useWords(registerWords);
  const words = useWords(incidentWords);
  const [scope] = useFilter('scope');
  return (
    <div className="ir-filters" role="search" aria-label={say('title')}>
      <Scope />
      {/* Cleared with the others: what was typed goes with it. */}
      <SearchText key={String(isNarrowed)} />
      {scope !== 'all' && <RoomChoice site={site} />}
      <Choice
        name="kind"
        label={say('kind')}
        none={say('allKinds')}
        options={INCIDENT_KINDS.map((kind) => [kind, words(`kind_${kind}`)])}
      />
      <Choice
        name="gravity"
        label={say('gravity')}
        none={say('anyGravity')}
        options={GRAVITIES.map((gravity) => [gravity, say(`gravity_${gravity}`)])}
      />
      <Choice
        name="injury"
        label={say('injury')}
        none={say('anyInjury')}
        options={INJURIES.map((injury) => [injury, codedInjury(injury, words)])}
      />
      <Choice
        name="state"
        label={say('state')}
        none={say('anyState')}
        options={INCIDENT_STATES.map((state) => [state, words(`state_${state}`)])}
      />
      <span className="ir-days">
        <Day name="from" timeZone={site.timeZone} />
        <Day name="to" timeZone={site.timeZone} />
      </span>
      <DaysWrong />
      <Order />
      <OneChild />
      {isNarrowed && <Button onClick={onClear}>{say('clear')}</Button>}
    </div>
  );
}

/** Of one site there is nothing to choose from. */
function Scope() {
  const say = useWords(registerWords);
  const { data: sites = [] } = useSites();
  const [scope, setScope] = useFilter('scope');
  const [, setRoom] = useFilter('room');
  if (sites.length < 2) return null;
  const choose = (to: string) => {
    if (to === 'all') setRoom('');
    setScope(to === 'all' ? 'all' : '');
  };
  return (
    <Segmented
      aria-label={say('which')}
      value={scope === 'all' ? 'all' : 'site'}
      onChange={choose}
      options={[
        { value: 'site', label: say('thisSite') },
        { value: 'all', label: say('everySite') },
      ]}
    />
  );
}

function SearchText() {
  const say = useWords(registerWords);
  const [asked, setAsked] = useFilter('q');
  return (
    <Input.Search
      className="ir-text"
      aria-label={say('text')}
      placeholder={say('text')}
      allowClear
      maxLength={60}
      defaultValue={asked}
      onSearch={(typed) => setAsked(typed.trim())}
    />
  );
}

type ChoiceProps = {
  name: Condition;
  label: string;
  none: string;
  options: readonly (readonly [value: string, label: string])[];
};

function Choice({ name, label, none, options }: ChoiceProps) {
  const [value, setValue] = useFilter(name);
  return (
    <Select
      className="ir-choice"
      aria-label={label}
      value={options.some(([known]) => known === value) ? value : ''}
      onChange={setValue}
      options={[['', none] as const, ...options].map(([known, word]) => ({ value: known, label: word }))}
      popupMatchSelectWidth={false}
    />
  );
}

function RoomChoice({ site }: { site: SiteView }) {
  const say = useWords(registerWords);
  const { data: rooms = [] } = useClassrooms(site.siteId);
  const options = rooms.map(({ classroomId, name }) => [classroomId, name] as const);
  return <Choice name="room" label={say('room')} none={say('allRooms')} options={options} />;
}

function Day({ name, timeZone }: { name: 'from' | 'to'; timeZone: string }) {
  const say = useWords(registerWords);
  const [day, setDay] = useFilter(name);
  return (
    <label className="ir-days">
      <span>{say(name)}</span>
      <Input type="date" value={day} max={todayIn(timeZone)} onChange={({ target }) => setDay(target.value)} />
    </label>
  );
}

function DaysWrong() {
  const say = useWords(registerWords);
  const [from] = useFilter('from');
  const [to] = useFilter('to');
  if (from === '' || to === '' || from <= to) return null;
  return (
    <p className="ad-red ir-days-wrong" role="alert">
      {say('daysWrong')}
    </p>
  );
}

function Order() {
  const say = useWords(registerWords);
  const [order, setOrder] = useFilter('order');
  const [view] = useFilter('view');
  if (view === 'trends') return null;
  return (
    <Select
      className="ir-choice"
      aria-label={say('order')}
      value={order === 'oldest' ? 'oldest' : 'newest'}
      onChange={(to) => setOrder(to === 'newest' ? '' : to)}
      options={REGISTER_ORDERS.map((value) => ({ value, label: say(`order_${value}`) }))}
    />
  );
}

/** Where a link has led here for one child; taken away, the other conditions stay. */
function OneChild() {
  const say = useWords(registerWords);
  const [child, setChild] = useFilter('of');
  if (child === '') return null;
  return (
    <Tag color="processing" closable={{ 'aria-label': say('clear') }} onClose={() => setChild('')}>
      {say('oneChild')}
    </Tag>
  );
}
