import { useEffect } from 'react';
import type { Room } from '#contract/attendance.ts';
import { calledAmong } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { onTold } from '../shared/socket.ts';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** What was missed is read again after a break: who came long ago stands on the tiles, and is no news. */
const NEWS_MS = 60_000;

/** A family that recorded its child's arrival at the entrance stands there: the room is told in words, beside the tile. */
export function useDoorArrivals({ classroomId, children }: Room, onNote: (note: string) => void): void {
  const say = useWords(caregiverWords);
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'attendance:checked-in' || event.classroomId !== classroomId) return;
        const isAtDoor = event.withName !== null && event.withName === event.by;
        if (!isAtDoor || serverNow().getTime() - Date.parse(event.at) > NEWS_MS) return;
        const name = calledAmong(children, event.childId, event.childName);
        onNote(say('cameByDoor', { name, with: event.by }));
      }),
    [classroomId, children, onNote, say],
  );
}
