import type { TodoTask } from '#contract/checks.ts';
import { mayUndo } from '../features/checks/check-records.ts';
import { checkWords } from '../features/checks/check-words.ts';
import { taskUrgency } from '../features/checks/urgency.ts';
import { useTodo } from '../features/checks/use-todo.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { TASK_ICON } from './task-icon.ts';
import { todoWords } from './todo-words.ts';
import { useCheck } from './use-check.ts';
import './tasks-sheet.css';

/** Today's daily checks of the room in the order of their time; one tap says that it is made, and can be taken back. */
export function TasksSheet(props: RoomSheetProps) {
  const { room, classroomId, outbox, onClose } = props;
  const say = useWords(todoWords);
  const todo = useTodo(classroomId, outbox);
  const check = useCheck(props);
  return (
    <Sheet title={say('tasksTitle')} back={say('back', { room: room.name })} onClose={onClose}>
      {todo?.tasks.length === 0 && <p className="tb-lead">{say('noTasks')}</p>}
      <ul className="tb-tasks">
        {todo?.tasks.map((task) => (
          <Task
            key={task.taskId}
            {...{ task, timeZone: room.timeZone }}
            onDone={() => check({ kind: 'task_done', task })}
          />
        ))}
      </ul>
    </Sheet>
  );
}

type TaskProps = { task: TodoTask; timeZone: string; onDone: () => void };

function Task({ task, timeZone, onDone }: TaskProps) {
  const say = useWords(todoWords);
  const sayKind = useWords(checkWords);
  const now = useNow(15_000);
  const { kind, name, done, dueAt } = task;
  const urgency = taskUrgency(task, now);
  const word = urgency === 'soon' ? 'upcoming' : urgency;
  return (
    <li>
      <span className={`tb-todo-mark tb-todo-${done ? 'soon' : urgency}`}>
        <Icon name={TASK_ICON[kind]} size={22} />
      </span>
      <span>
        <b>{name}</b>
        <span>
          {sayKind(kind)} · {done ? doneWords(done) : say(word, { time: clock(dueAt, timeZone) })}
        </span>
      </span>
      {done ? (
        <span className="tb-task-done">
          <Icon name="check" size={24} weight={3} />
          {say('done')}
        </span>
      ) : (
        <button type="button" className="tb-button" onClick={onDone} aria-label={`${name} ${say('done')}`}>
          <Icon name="check" size={26} />
          {say('done')}
        </button>
      )}
    </li>
  );

  function doneWords({ at, by, recordedAt }: NonNullable<TodoTask['done']>): string {
    const time = clock(at, timeZone);
    return by === '' && mayUndo(recordedAt, now) ? say('doneUnsent', { time }) : say('doneBy', { time, by });
  }
}
