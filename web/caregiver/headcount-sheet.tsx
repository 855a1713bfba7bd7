import { useState } from 'react';
import { type Headcount, keepHeadcount, toggleSeen } from '../features/attendance/headcount.ts';
import { recordTime } from '../shared/server-clock.ts';
import { clock } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { HeadcountFoot } from './headcount-foot.tsx';
import { HeadcountList } from './headcount-list.tsx';
import { useHeadcount } from './headcount-people.ts';
import { headcountWords } from './headcount-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './headcount-sheet.css';

/**
 * Everybody who should be here, on one page: a tap says seen. Works without a network, and stays until it is finished; how
 * the last one ended is read here for the rest of the day.
 */
export function HeadcountSheet({ room, classroomId, outbox, owner, onClose }: RoomSheetProps) {
  const say = useWords(headcountWords);
  const sayRoom = useWords(caregiverWords);
  const { staff, kept, begin } = useHeadcount({ room, classroomId, outbox, owner });
  const [first] = useState(begin);
  const headcount: Headcount = kept ?? { ...begin(), startedAt: first.startedAt };
  const change = (next: Headcount) => keepHeadcount(owner, next);
  const time = (at: string) => clock(at, room.timeZone);
  const { startedAt, finishedAt } = headcount;
  return (
    <Sheet
      title={
        finishedAt === null
          ? say('title', { time: time(startedAt) })
          : say('titleDone', { from: time(startedAt), to: time(finishedAt) })
      }
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={
        <HeadcountFoot
          headcount={headcount}
          onAnew={() => change(begin())}
          onFinish={() => change({ ...headcount, finishedAt: recordTime() })}
          onResume={() => change({ ...headcount, finishedAt: null })}
        />
      }
      whole
      stays
    >
      <HeadcountList {...{ room, staff, headcount }} onToggle={(id) => change(toggleSeen(headcount, id))} />
    </Sheet>
  );
}
