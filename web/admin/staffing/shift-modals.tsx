import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import type { ClassroomId, UserId } from '#contract/ids.ts';
import type { ShiftView, StaffDayView } from '#contract/staffing.ts';
import { addShifts, saveShift } from '../../features/staffing/staffing-api.ts';
import { byName } from '../../shared/by-name.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { FormModal } from '../form-modal.tsx';
import { staffingWords } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKDAYS = [1, 2, 3, 4, 5];

type Hours = {
  classroomId: ClassroomId;
  fromMinute: number;
  toMinute: number;
  startsOn: string;
  endsOn: string | null;
};
type AddFields = Hours & { userId: UserId; weekdays: number[] };
type ChangeFields = Hours & { weekday: number };

const useWeekdays = () => {
  const say = useWords(staffingWords);
  return WEEKDAYS.map((value) => ({ value, label: say(`weekday_${value}`) }));
};
const withoutEmpty = <H extends Hours>(hours: H): H => ({ ...hours, endsOn: hours.endsOn || null });

/** The same hours on several weekdays. */
export function AddShiftsModal({ day, onClose }: { day: StaffDayView; onClose: () => void }) {
  const say = useWords(staffingWords);
  const { message } = App.useApp();
  const weekdays = useWeekdays();
  return (
    <FormModal<AddFields, void>
      title={say('addShiftTitle')}
      confirm={say('addShift')}
      initial={{ weekdays: WORKDAYS, fromMinute: 480, toMinute: 1_020, startsOn: day.day, endsOn: null }}
      run={(fields) => addShifts(withoutEmpty(fields))}
      onDone={() => void message.success(say('added'))}
      onClose={onClose}
    >
      <Form.Item name="userId" label={say('person')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={day.staff.toSorted(byName).map(({ userId, name }) => ({ value: userId, label: name }))}
        />
      </Form.Item>
      <Form.Item name="weekdays" label={say('weekdays')} rules={[{ required: true }]}>
        <Checkbox.Group options={weekdays} />
      </Form.Item>
      <HoursFields day={day} />
    </FormModal>
  );
}

type ChangeProps = { day: StaffDayView; shift: ShiftView; onRemove: (shift: ShiftView) => void; onClose: () => void };

/** Another plan for one weekday, or none any more. */
export function ChangeShiftModal({ day, shift, onRemove, onClose }: ChangeProps) {
  const say = useWords(staffingWords);
  const { message } = App.useApp();
  const weekdays = useWeekdays();
  const { classroomId, weekday, fromMinute, toMinute, startsOn, endsOn } = shift;
  return (
    <FormModal<ChangeFields, void>
      title={say('changeShiftTitle', { name: shift.name })}
      confirm={say('change')}
      says={say('changeSays')}
      initial={{ classroomId, weekday, fromMinute, toMinute, startsOn, endsOn }}
      run={(fields) => saveShift(shift.shiftId, withoutEmpty(fields))}
      onDone={() => void message.success(say('saved'))}
      onClose={onClose}
    >
      <Form.Item name="weekday" label={say('weekday')}>
        <Select options={weekdays} />
      </Form.Item>
      <HoursFields day={day} />
      <Button danger onClick={() => onRemove(shift)}>
        {say('endShift')}
      </Button>
    </FormModal>
  );
}

function HoursFields({ day: { rooms } }: { day: StaffDayView }) {
  const say = useWords(staffingWords);
  return (
    <>
      <Form.Item name="classroomId" label={say('room')} rules={[{ required: true }]}>
        <Select options={rooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
      </Form.Item>
      <div className="st-pair">
        <Form.Item name="fromMinute" label={say('from')} rules={[{ required: true }]}>
          <ClockInput />
        </Form.Item>
        <Form.Item name="toMinute" label={say('to')} rules={[{ required: true }]}>
          <ClockInput />
        </Form.Item>
      </div>
      <div className="st-pair">
        <Form.Item name="startsOn" label={say('startsOn')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="endsOn" label={say('endsOn')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}
