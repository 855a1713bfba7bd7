import { App, Form } from 'antd';
import { correctStaffEvent } from '../../features/staffing/staffing-api.ts';
import { newStaffEventId } from '../../features/staffing/staff-record.ts';
import { instantIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { asClock } from '../clock-time.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { CorrectFields } from './correct-fields.tsx';
import { type CorrectForm, type CorrectProps, minuteIn, NEW, NOT_SO } from './correct-form.ts';
import { staffingWords } from './words.ts';

/** What a person's record should say, or one that was forgotten; the record itself stays beside it. */
export function CorrectModal({ row, view, onClose }: CorrectProps & { onClose: () => void }) {
  const say = useWords(staffingWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<CorrectForm>();
  return (
    <ReasonModal<CorrectForm, unknown>
      title={say('correctTitle', { name: row.name })}
      confirm={say('correctGo')}
      form={form}
      initial={firstOf({ row, view })}
      presets={[say('preset_1'), say('preset_2'), say('preset_3')]}
      run={(fields) => send({ row, view }, fields)}
      onDone={() => void message.success(say('corrected'))}
      onClose={onClose}
    >
      <CorrectFields form={form} row={row} view={view} />
    </ReasonModal>
  );
}

/** The last record is the likeliest to be wrong. */
function firstOf({ row, view }: CorrectProps): Partial<CorrectForm> {
  const last = row.lines.at(-1);
  const room = last ?? row.planned[0] ?? view.rooms[0];
  return {
    which: last?.eventId ?? NEW,
    kind: last?.kind ?? 'arrived',
    to: { happenedAt: minuteIn(view, last?.at ?? row.planned[0]?.from) },
    ...(room && { classroomId: room.classroomId }),
  };
}

function send({ row, view }: CorrectProps, { which, kind, to, classroomId, reason }: CorrectForm) {
  const happenedAt = () => instantIn(view.timeZone, `${view.day}T${asClock(to.happenedAt)}`).toISOString();
  return correctStaffEvent({
    eventId: newStaffEventId(),
    userId: row.userId,
    correctsId: which === NEW ? null : which,
    to: kind === NOT_SO ? null : { kind, classroomId, happenedAt: happenedAt() },
    reason,
  });
}
