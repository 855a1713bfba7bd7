import { App, Checkbox, Form, Input, Select } from 'antd';
import { type RoomToday, type SaveTask, TASK_KINDS, type TaskView } from '#contract/checks.ts';
import type { SiteId } from '#contract/ids.ts';
import { addTask, saveTask } from '../../features/checks/checks-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { FormModal } from '../form-modal.tsx';
import { adminWords } from '../words.ts';
import { taskWords } from './task-words.ts';
import { siteWords } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const EVERY_ROOM = '';
type Fields = Omit<SaveTask, 'classroomId'> & { room: string };

type TaskModalProps = {
  siteId: SiteId;
  rooms: readonly RoomToday[];
  /** Null: a new one. */
  task: TaskView | null;
  onClose: () => void;
};

/** Plans a daily check, or changes one from now on. */
export function TaskModal({ siteId, rooms, task, onClose }: TaskModalProps) {
  const say = useWords(taskWords);
  const sayDay = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const required = [{ required: true, message: common('required') }];
  const run = ({ room, ...fields }: Fields) => {
    const classroomId = rooms.find((each) => each.classroomId === room)?.classroomId ?? null;
    return task ? saveTask(task.taskId, { ...fields, classroomId }) : addTask({ ...fields, classroomId, siteId });
  };
  const fresh: Partial<Fields> = { kind: 'patrol', room: EVERY_ROOM, weekdays: [1, 2, 3, 4, 5] };
  return (
    <FormModal<Fields, unknown>
      title={task ? task.name : say('add')}
      confirm={common('save')}
      says={task ? say('editSays') : undefined}
      initial={task ? { ...task, room: task.classroomId ?? EVERY_ROOM } : fresh}
      run={run}
      onDone={() => void message.success(say('saved'))}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={say('name')}
        extra={say('nameHint')}
        rules={[{ required: true, whitespace: true, message: common('required') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <div className="ad-two">
        <Form.Item name="kind" label={say('kind')}>
          <Select options={TASK_KINDS.map((value) => ({ value, label: say(value) }))} />
        </Form.Item>
        <Form.Item name="dueMinute" label={say('due')} rules={required}>
          <ClockInput />
        </Form.Item>
      </div>
      <Form.Item name="room" label={say('room')}>
        <Select
          options={[
            { value: EVERY_ROOM, label: say('allRooms') },
            ...rooms.map(({ classroomId, classroomName }) => ({ value: classroomId, label: classroomName })),
          ]}
        />
      </Form.Item>
      <Form.Item name="weekdays" label={say('weekdays')} rules={required}>
        <Checkbox.Group options={WEEKDAYS.map((value) => ({ value, label: sayDay(`day_${value}`) }))} />
      </Form.Item>
    </FormModal>
  );
}
