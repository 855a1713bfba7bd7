import { App } from 'antd';
import { useEffect } from 'react';
import { onTold } from '../../shared/socket.ts';
import { useWords } from '../../shared/words/book.ts';
import { officePickupWords } from './words.ts';

const SHOWN_SECONDS = 30;

/** Calls whoever answers for the site, wherever they are in the console; its line stays in the overview until it is known. */
export function useAlarmNotice(): void {
  const { notification } = App.useApp();
  const say = useWords(officePickupWords);
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'pickup:alarm') return;
        const { what, personName: person, childName: child, classroomName: room, by, alarmId } = event;
        const title = say(`alarm_${what}`, { person, child, room, by });
        notification.error({ key: alarmId, title, duration: SHOWN_SECONDS, role: 'alert' });
      }),
    [notification, say],
  );
}
