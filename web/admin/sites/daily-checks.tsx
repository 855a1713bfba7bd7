import { useQuery } from '@tanstack/react-query';
import { App, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { TaskPlan, TaskView } from '#contract/checks.ts';
import type { SiteView } from '#contract/people.ts';
import { endTask, readPlan } from '../../features/checks/checks-api.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { asClock } from '../clock-time.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { ExportTasks } from './export-tasks.tsx';
import { isOverdue, RoomsToday } from './rooms-today.tsx';
import { TaskModal } from './task-modal.tsx';
import { taskWords } from './task-words.ts';
import { siteWords } from './words.ts';

const WORKDAYS = '1,2,3,4,5';
const ALL_WEEK = '1,2,3,4,5,6,7';

/** Which daily checks the rooms owe, and how far they are today. */
export function DailyChecks({ site, readOnly }: { site: SiteView; readOnly: boolean }) {
  const say = useWords(taskWords);
  const { siteId } = site;
  const plan = useQuery({ queryKey: ['tasks', siteId], queryFn: () => readPlan(siteId), refetchInterval: 60_000 });
  const [edited, setEdited] = useState<TaskView | 'new' | null>(null);
  const columns = useColumns(plan.data, readOnly ? null : setEdited);
  return (
    <section className="card ad-section" aria-labelledby="checks-title">
      <div className="ad-title">
        <h2 id="checks-title">{say('title')}</h2>
        <span className="row-space" />
        <ExportTasks site={site} />
        {!readOnly && <Button onClick={() => setEdited('new')}>{say('add')}</Button>}
      </div>
      <p className="dim ad-checks-lead">{say('lead')}</p>
      <ReadState of={plan}>
        <Table
          rowKey="taskId"
          size="small"
          pagination={false}
          dataSource={plan.data?.tasks ?? []}
          columns={columns}
          locale={{ emptyText: <Empty icon="list">{say('none')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
        {plan.data && plan.data.tasks.length > 0 && <RoomsToday plan={plan.data} />}
      </ReadState>
      {edited && plan.data && (
        <TaskModal
          siteId={siteId}
          rooms={plan.data.today}
          task={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function useColumns(plan: TaskPlan | undefined, onEdit: ((task: TaskView) => void) | null) {
  const say = useWords(taskWords);
  const sayDay = useWords(siteWords);
  const roomOf = ({ classroomId }: TaskView): string =>
    plan?.today.find((room) => room.classroomId === classroomId)?.classroomName ?? say('allRooms');
  const daysOf = ({ weekdays }: TaskView): string => {
    const days = weekdays.join();
    if (days === ALL_WEEK) return say('everyDay');
    if (days === WORKDAYS) return say('workdays');
    return weekdays.map((day) => sayDay(`day_${day as 1}`)).join(say('separator'));
  };
  const columns: TableColumnsType<TaskView> = [
    { title: say('due'), render: (_, { dueMinute }) => asClock(dueMinute) },
    { title: say('name'), render: (_, task) => <Named task={task} today={plan?.today ?? []} /> },
    { title: say('kind'), render: (_, { kind }) => say(kind) },
    { title: say('room'), render: (_, task) => roomOf(task) },
    { title: say('weekdays'), render: (_, task) => daysOf(task) },
  ];
  if (onEdit) {
    columns.push({
      title: say('edit'),
      align: 'right',
      render: (_, task) => <Acts task={task} onEdit={() => onEdit(task)} />,
    });
  }
  return columns;
}

/** With the rooms that should have done it and have not. */
function Named({ task: { taskId, name }, today }: { task: TaskView; today: TaskPlan['today'] }) {
  const say = useWords(taskWords);
  const now = useNow(30_000);
  const rooms = today
    .filter(({ tasks }) => tasks.some((task) => task.taskId === taskId && isOverdue(task, now)))
    .map(({ classroomName }) => classroomName);
  return (
    <span className="row">
      <b>{name}</b>
      {rooms.length > 0 && (
        <Pill tone="offline" icon="clock">
          {say('overdueIn', { rooms: rooms.join(say('separator')) })}
        </Pill>
      )}
    </span>
  );
}

function Acts({ task, onEdit }: { task: TaskView; onEdit: () => void }) {
  const say = useWords(taskWords);
  const { message, modal } = App.useApp();
  const { change, busy } = useChange(endTask, () => void message.success(say('removed')));
  const remove = () =>
    modal.confirm({
      title: say('removeTitle', { name: task.name }),
      content: say('removeSays'),
      okText: say('removeYes'),
      onOk: () => change(task.taskId),
    });
  return (
    <span className="row ad-checks-acts">
      <Button size="small" onClick={onEdit} aria-label={`${say('edit')} ${task.name}`}>
        {say('edit')}
      </Button>
      <Button size="small" loading={busy} onClick={() => void remove()} aria-label={`${say('remove')} ${task.name}`}>
        {say('remove')}
      </Button>
    </span>
  );
}
