import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFindings } from '../../features/dashboard/use-dashboard.ts';
import { useOpenIncidents } from '../../features/incidents/incidents-api.ts';
import { useMe } from '../../shared/session.ts';
import { useStore } from '../../shared/store.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useSettled } from '../../shared/use-settled.ts';
import { useWords } from '../../shared/words/book.ts';
import { useIncidentTitle } from '../incidents/incident-look.ts';
import { mayOpen } from '../may-open.ts';
import { adminWords } from '../words.ts';
import { recent, remember } from './recent.ts';
import { incidentsNumbered, screensNamed, type Target, targetOf } from './target.ts';
import { findWords } from './words.ts';

const LIST = 'find-list';
/** Typing rests for so long before the server is asked. */
const SETTLED_MS = 180;

/** The field keeps the focus; the arrows move through what was found. */
export function FindPanel({ onGone }: { onGone: () => void }) {
  const say = useWords(findWords);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [nth, setNth] = useState(0);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const targets = useTargets(typed.trim());
  const at = Math.min(nth, targets.length - 1);
  const go = (target: Target | undefined) => {
    if (!target) return;
    remember(target);
    void navigate(target.to);
    onGone();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter ends a Chinese word being typed
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) go(targets[at]);
    else setNth((at + step + targets.length) % Math.max(1, targets.length));
  };
  return (
    <div className="fi">
      <Input
        ref={field}
        size="large"
        role="combobox"
        aria-expanded
        aria-controls={LIST}
        aria-activedescendant={targets[at] && `${LIST}-${at}`}
        aria-label={say('hint')}
        maxLength={60}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setNth(0);
        }}
        onKeyDown={onKey}
      />
      {typed.trim() === '' && targets.length > 0 && <p className="fi-head">{say('recent')}</p>}
      <ul id={LIST} role="listbox" aria-label={say('hint')}>
        {targets.map((target, index) => (
          <Line key={target.key} target={target} index={index} isAt={index === at} onGo={() => go(target)} />
        ))}
      </ul>
      {targets.length === 0 && <p className="dim">{typed.trim() === '' ? say('type') : say('nothing', { typed })}</p>}
      <p className="dim small">{say('keys')}</p>
    </div>
  );
}

/** What is found for what was typed; before anything is typed, where one has been. */
function useTargets(typed: string): readonly Target[] {
  const sayScreen = useWords(adminWords);
  const me = useMe();
  const titleOf = useIncidentTitle();
  const { data: open } = useOpenIncidents({}, mayOpen(me, 'incidents'));
  const found = useFindings(useSettled(typed, SETTLED_MS));
  const visited = useStore(recent);
  const asked = useDeferredValue(typed);
  if (asked === '') return visited;
  const screens = screensNamed(asked, (screen) => mayOpen(me, screen), sayScreen);
  const numbered = incidentsNumbered(asked, open?.incidents ?? [], titleOf);
  return [...numbered, ...(found.data ?? []).map(targetOf), ...screens];
}

type LineProps = { target: Target; index: number; isAt: boolean; onGo: () => void };

function Line({ target: { icon, name, of, kind }, index, isAt, onGo }: LineProps) {
  const say = useWords(findWords);
  return (
    // The field has the keyboard; here is only the mouse's way.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li id={`${LIST}-${index}`} role="option" aria-selected={isAt} className={isAt ? 'fi-at' : ''} onClick={onGo}>
      <Icon name={icon} size={17} />
      <b>{name}</b>
      <span className="dim">{of}</span>
      <small>{say(kind)}</small>
    </li>
  );
}
