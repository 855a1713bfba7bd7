import type { RoomToday, TaskPlan, TodoTask } from '#contract/checks.ts';
import { taskUrgency } from '../../features/checks/urgency.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { taskWords } from './task-words.ts';

export const isOverdue = (task: TodoTask, now: Date): boolean =>
  task.done === null && taskUrgency(task, now) === 'overdue';

/** Room by room, what of today is done, what is not although its time has passed, and the looks at the nap. */
export function RoomsToday({ plan }: { plan: TaskPlan }) {
  const say = useWords(taskWords);
  return (
    <>
      <h3 className="ad-checks-today">{say('today')}</h3>
      <ul className="ad-checks-rooms">
        {plan.today.map((room) => (
          <Room key={room.classroomId} room={room} />
        ))}
      </ul>
    </>
  );
}

function Room({ room: { classroomName, tasks, sleep, looks } }: { room: RoomToday }) {
  const say = useWords(taskWords);
  const now = useNow(30_000);
  const done = tasks.filter((task) => task.done !== null).length;
  const overdue = tasks.filter((task) => isOverdue(task, now));
  return (
    <li>
      <b>{classroomName}</b>
      <span>{tasks.length === 0 ? say('roomNothing') : say('roomDone', { done, all: tasks.length })}</span>
      <span>
        {overdue.length > 0 && (
          <Pill tone="offline" icon="clock">
            {say('roomOverdue', { names: overdue.map(({ name }) => name).join(say('separator')) })}
          </Pill>
        )}
      </span>
      <span className="dim">
        {(sleep !== null || looks > 0) && say(sleep === null ? 'looks' : 'sleeps', { n: looks })}
      </span>
    </li>
  );
}
