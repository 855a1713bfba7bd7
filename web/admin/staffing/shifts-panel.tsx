import { App, Button } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import type { ShiftView } from '#contract/staffing.ts';
import { endShift } from '../../features/staffing/staffing-api.ts';
import { useShifts, useStaffDay } from '../../features/staffing/use-staffing.ts';
import { useMe } from '../../shared/session.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { asClock } from '../clock-time.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { AddShiftsModal, ChangeShiftModal } from './shift-modals.tsx';
import { ShiftsWeek } from './shifts-week.tsx';
import { staffingWords } from './words.ts';

/** Who is planned when; the past is not here but in the days. */
export function ShiftsPanel({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const isWriter = may(useMe(), 'staffing:write');
  const read = useShifts(site.siteId);
  const [open, setOpen] = useState<ShiftView | 'new' | null>(null);
  const today = todayIn(site.timeZone);
  const { data: day } = useStaffDay(site.siteId, today);
  const onClose = () => setOpen(null);
  const onRemove = useRemove(onClose);
  return (
    <section className="card st-panel">
      {isWriter && (
        <header className="st-head">
          <span className="row-space" />
          <Button type="primary" disabled={!day} onClick={() => setOpen('new')}>
            {say('addShift')}
          </Button>
        </header>
      )}
      <ReadState of={read}>
        <ShiftsWeek shifts={read.data ?? []} today={today} onOpen={isWriter ? setOpen : null} />
      </ReadState>
      {day && open === 'new' && <AddShiftsModal day={day} onClose={onClose} />}
      {day && open !== null && open !== 'new' && (
        <ChangeShiftModal day={day} shift={open} onRemove={onRemove} onClose={onClose} />
      )}
    </section>
  );
}

function useRemove(onDone: () => void): (shift: ShiftView) => void {
  const say = useWords(staffingWords);
  const { modal, message } = App.useApp();
  const { change } = useChange(
    ({ shiftId }: ShiftView) => endShift(shiftId),
    () => {
      void message.success(say('removed'));
      onDone();
    },
  );
  return (shift) =>
    void modal.confirm({
      title: say('removeTitle', {
        name: shift.name,
        weekday: say(`weekday_${shift.weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`),
        from: asClock(shift.fromMinute),
        to: asClock(shift.toMinute),
      }),
      content: say('removeSays'),
      okText: say('endShift'),
      okButtonProps: { danger: true },
      onOk: () => change(shift),
    });
}
