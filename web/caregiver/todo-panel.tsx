import { type ComponentType, useState } from 'react';
import type { AlertKind, RoomAlert } from '#contract/alerts.ts';
import type { ChildId } from '#contract/ids.ts';
import { type ChildGroup, type Doing, doingsOf, type Urgency } from '../features/checks/urgency.ts';
import { useTodo } from '../features/checks/use-todo.ts';
import { byName } from '../shared/by-name.ts';
import { calledAmong } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import type { IconName } from '../shared/ui/icon.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { HealthSheetLines } from './health-sheet-lines.tsx';
import { IncidentLines, IncidentsElsewhere } from './incident-lines.tsx';
import { useCheck } from './use-check.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { TASK_ICON } from './task-icon.ts';
import { todoWords } from './todo-words.ts';
import './todo-panel.css';

/** Lines of other features, each a list item or nothing. */
const OTHER_LINES: readonly ComponentType<RoomSheetProps>[] = [IncidentLines, HealthSheetLines];

/** What the room has to do, the most urgent first; a line leads to the child or to the sheet. */
export function TodoPanel(props: RoomSheetProps) {
  const { classroomId, outbox, open, asActor } = props;
  const say = useWords(todoWords);
  const now = useNow(10_000);
  const todo = useTodo(classroomId, outbox);
  const check = useCheck(props);
  if (!todo) return null;
  const doings = doingsOf(todo, now);
  const lineOf = (doing: Doing) => <DoingLine key={keyOf(doing)} {...props} {...{ doing, now }} />;
  const done = todo.tasks.filter((task) => task.done !== null).length;
  return (
    <section className="card tb-todo" aria-labelledby="todo-title">
      <h2 id="todo-title">{say('title')}</h2>
      <ul>
        {doings.filter(isSleepDue).map(lineOf)}
        {OTHER_LINES.map((Line, index) => (
          <Line key={index} {...props} />
        ))}
        {doings.filter((doing) => !isSleepDue(doing)).map(lineOf)}
        <IncidentsElsewhere {...props} />
      </ul>
      <p className="tb-todo-none">{say('nothing')}</p>
      <div className="tb-todo-keys">
        <button type="button" onClick={() => (todo.sleep ? open({ sheet: 'sleep' }) : check({ kind: 'sleep_began' }))}>
          <Icon name="moon" size={20} />
          {say(todo.sleep ? 'nap' : 'beginNap')}
        </button>
        <button type="button" onClick={() => asActor(() => open({ sheet: 'tasks' }))}>
          <Icon name="list" size={20} />
          {say('tasks')}
          {todo.tasks.length > 0 && <small>{say('tasksDone', { done, all: todo.tasks.length })}</small>}
        </button>
      </div>
    </section>
  );
}

/** Sleepers that nobody has looked at come before all else. */
const isSleepDue = (doing: Doing): boolean => doing.what === 'sleep' && doing.urgency !== 'soon';

const keyOf = (doing: Doing): string =>
  doing.what === 'children' ? doing.group.kind : doing.what === 'task' ? doing.task.taskId : 'sleep';

type DoingLineProps = RoomSheetProps & { doing: Doing; now: Date };

function DoingLine({ doing, now, ...props }: DoingLineProps) {
  const { open, asActor, room } = props;
  const say = useWords(todoWords);
  const time = (at: string) => clock(at, room.timeZone);
  switch (doing.what) {
    case 'children':
      return <Children {...props} group={doing.group} />;
    case 'sleep': {
      const { sleep, urgency } = doing;
      const minutes = Math.max(1, Math.round((new Date(sleep.dueAt).getTime() - now.getTime()) / 60_000));
      const title = urgency === 'soon' ? say('sleepSoon', { n: minutes }) : say(SLEEP_WORD[urgency]);
      const detail = say('sleepAt', { time: time(sleep.dueAt) });
      return <Line icon="moon" {...{ urgency, title, detail }} onTap={() => open({ sheet: 'sleep' })} />;
    }
    case 'task': {
      const { task, urgency } = doing;
      const detail = say(urgency === 'overdue' ? 'taskLate' : 'taskBy', { time: time(task.dueAt) });
      const onTap = () => asActor(() => open({ sheet: 'tasks' }));
      return <Line icon={TASK_ICON[task.kind]} title={task.name} {...{ urgency, detail, onTap }} />;
    }
  }
}

const SLEEP_WORD = { due: 'sleepDue', overdue: 'sleepOverdue' } as const;

/** Kinds of alerts about children, as this panel says them. */
type ToldKind = 'late' | 'absent' | 'overstay' | 'late_pickup';
const DETAIL = { absent: 'absentSays', overstay: 'overstaySays', late_pickup: 'late_pickupSays' } as const;
const isTold = (kind: AlertKind): kind is ToldKind => kind === 'late' || kind in DETAIL;

function Children({ group, room, open }: RoomSheetProps & { group: ChildGroup }) {
  const say = useWords(todoWords);
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const { kind } = group;
  if (!isTold(kind)) return null;
  const nameOf = ({ childId, childName }: RoomAlert) => calledAmong(room.children, childId ?? '', childName ?? '');
  // As the tiles stand.
  const alerts = [...group.alerts].sort((a, b) => byName({ name: nameOf(a) }, { name: nameOf(b) }));
  const names = listOf(alerts.map(nameOf), language);
  const [only] = alerts.length === 1 ? alerts : [];
  const toChild = (childId: ChildId) => open({ sheet: 'child', childId });
  return (
    <>
      <Line
        icon="clock"
        urgency={kind === 'late' ? 'due' : 'overdue'}
        title={say(kind, { n: alerts.length })}
        detail={kind === 'late' ? names : say(DETAIL[kind], { names })}
        onTap={() => (only?.childId ? toChild(only.childId) : setIsOpen(!isOpen))}
        {...(!only && { isOpen })}
      />
      {isOpen &&
        alerts.map((alert) => (
          <OneChild key={alert.alertId} {...{ alert, name: nameOf(alert), timeZone: room.timeZone }} onTap={toChild} />
        ))}
    </>
  );
}

type OneChildProps = { alert: RoomAlert; name: string; timeZone: string; onTap: (childId: ChildId) => void };

function OneChild({ alert: { kind, childId, dueAt }, name, timeZone, onTap }: OneChildProps) {
  const say = useWords(todoWords);
  const isAway = kind === 'late' || kind === 'absent';
  if (childId === null) return null;
  return (
    <li className="tb-todo-child">
      <button type="button" onClick={() => onTap(childId)}>
        <b>{name}</b>
        <span>{say(isAway ? 'dueSince' : 'until', { time: clock(dueAt, timeZone) })}</span>
      </button>
    </li>
  );
}

type LineProps = {
  icon: IconName;
  urgency: Urgency;
  title: string;
  detail: string;
  onTap: () => void;
  /** Of a line that unfolds. */
  isOpen?: boolean;
};

function Line({ icon, urgency, title, detail, onTap, isOpen }: LineProps) {
  return (
    <li>
      <button type="button" onClick={onTap} aria-expanded={isOpen}>
        <span className={`tb-todo-mark tb-todo-${urgency}`}>
          <Icon name={icon} size={20} />
        </span>
        <span>
          <b>{title}</b>
          <span>{detail}</span>
        </span>
      </button>
    </li>
  );
}
