import { App, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import type { ShiftView } from '#contract/staffing.ts';
import { endShift } from '../../features/staffing/staffing-api.ts';
import { useShifts, useStaffDay } from '../../features/staffing/use-staffing.ts';
import { useMe } from '../../shared/session.ts';
import { todayIn } from '../../shared/site-time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { asClock } from '../clock-time.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { AddShiftsModal, ChangeShiftModal } from './shift-modals.tsx';
import { staffingWords } from './words.ts';

/** Who is planned when; the past is not here but in the days. */
export function ShiftsPanel({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const isWriter = may(useMe(), 'staffing:write');
  const read = useShifts(site.siteId);
  const [open, setOpen] = useState<ShiftView | 'new' | null>(null);
  const { data: day } = useStaffDay(site.siteId, todayIn(site.timeZone));
  const onRemove = useRemove();
  const columns = useColumns(isWriter ? { onChange: setOpen, onRemove } : null);
  const onClose = () => setOpen(null);
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
        <Table
          rowKey="shiftId"
          size="small"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          dataSource={read.data ?? []}
          columns={columns}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: <Empty icon="calendar">{say('noShifts')}</Empty> }}
        />
      </ReadState>
      {day && open === 'new' && <AddShiftsModal day={day} onClose={onClose} />}
      {day && open !== null && open !== 'new' && <ChangeShiftModal day={day} shift={open} onClose={onClose} />}
    </section>
  );
}

function useRemove(): (shift: ShiftView) => void {
  const say = useWords(staffingWords);
  const { modal, message } = App.useApp();
  const { change } = useChange(
    ({ shiftId }: ShiftView) => endShift(shiftId),
    () => void message.success(say('removed')),
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
      okText: say('remove'),
      okButtonProps: { danger: true },
      onOk: () => change(shift),
    });
}

type Acts = { onChange: (shift: ShiftView) => void; onRemove: (shift: ShiftView) => void };

function useColumns(acts: Acts | null): TableColumnsType<ShiftView> {
  const say = useWords(staffingWords);
  const columns: TableColumnsType<ShiftView> = [
    { title: say('person'), dataIndex: 'name' },
    { title: say('room'), dataIndex: 'classroomName' },
    { title: say('weekday'), render: (_, { weekday }) => say(`weekday_${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`) },
    { title: say('hours'), render: (_, { fromMinute, toMinute }) => `${asClock(fromMinute)}–${asClock(toMinute)}` },
    {
      title: say('lasts'),
      render: (_, { startsOn, endsOn }) =>
        endsOn === null ? say('fromDay', { from: startsOn }) : say('untilDay', { from: startsOn, to: endsOn }),
    },
  ];
  if (!acts) return columns;
  return [
    ...columns,
    {
      key: 'acts',
      title: say('actions'),
      align: 'right',
      render: (_, shift) => (
        <>
          <Button type="link" size="small" onClick={() => acts.onChange(shift)}>
            {say('change')}
          </Button>
          <Button type="link" size="small" danger onClick={() => acts.onRemove(shift)}>
            {say('remove')}
          </Button>
        </>
      ),
    },
  ];
}
