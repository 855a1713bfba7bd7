import { Select } from 'antd';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { attendanceWords } from './words.ts';

/** Which room the address names; nothing to choose from, and it is not there. */
export function RoomSelect({ rooms }: { rooms: readonly { classroomId: string; name: string }[] }) {
  const say = useWords(attendanceWords);
  const [room, setRoom] = useFilter('room');
  if (rooms.length < 2) return null;
  return (
    <Select
      className="at-filter"
      aria-label={say('room')}
      value={rooms.some(({ classroomId }) => classroomId === room) ? room : ''}
      onChange={setRoom}
      options={[
        { value: '', label: say('allRooms') },
        ...rooms.map(({ classroomId, name }) => ({ value: classroomId, label: name })),
      ]}
    />
  );
}
