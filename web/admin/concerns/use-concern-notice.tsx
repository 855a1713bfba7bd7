import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { onTold } from '../../shared/socket.ts';
import { useWords } from '../../shared/words/book.ts';
import { concernPath } from './concern-path.ts';
import { concernScreenWords } from './words.ts';

const SHOWN_SECONDS = 60;

/** Tells those who may read it of a new report, wherever they are in the console; nothing of it is said on the screen. */
export function useConcernNotice(): void {
  const { notification } = App.useApp();
  const say = useWords(concernScreenWords);
  const navigate = useNavigate();
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'concern:changed' || event.siteId === null || event.what === 'changed') return;
        const { concernId, siteId, what } = event;
        const key = `concern ${concernId}`;
        const open = () => {
          notification.destroy(key);
          void navigate(concernPath({ concernId, siteId }));
        };
        notification.warning({
          key,
          title: say(what === 'reported' ? 'notice' : 'noticeUnopened'),
          actions: (
            <Button size="small" type="primary" onClick={open}>
              {say('noticeOpen')}
            </Button>
          ),
          duration: SHOWN_SECONDS,
          role: 'alert',
        });
      }),
    [notification, say, navigate],
  );
}
