import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { incidentWords } from '../../features/incidents/words.ts';
import { type IncidentStepKind, isGrave } from '#contract/incidents.ts';
import { useMe } from '../../shared/session.ts';
import { onTold } from '../../shared/socket.ts';
import { useWords } from '../../shared/words/book.ts';
import { mayOpen } from '../may-open.ts';
import { incidentEndingWords } from './ending-words.ts';
import { incidentPath } from './incident-path.ts';
import { incidentScreenWords } from './words.ts';

const SHOWN_SECONDS = 10;
/** What the room writes of a serious one takes its call to the director away from nobody. */
const OF_THE_ROOM: ReadonlySet<IncidentStepKind> = new Set([
  'detailed',
  'submitted',
  'called',
  'reminded',
  'escalated',
]);

/** A slip of the room is undone, what the director judged is taken back. */
const takenBackBy = (isUndo = false) => (isUndo ? 'noticeUndone' : 'noticeTakenBack');
const flaggedBy = (isLoud: boolean) => (isLoud ? 'noticeGrave' : 'notice');

/** Tells whoever answers for the site of a new incident, wherever they are in the console. A serious one stays until it is opened or put away. */
export function useIncidentNotice(): void {
  const { notification } = App.useApp();
  const say = useWords(incidentScreenWords);
  const sayEnding = useWords(incidentEndingWords);
  const kindWords = useWords(incidentWords);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => {
    const [, opened] = /^\/a\/incidents\/([^/]+)/.exec(pathname) ?? [];
    if (opened !== undefined) notification.destroy(`incident ${opened}`);
  }, [notification, pathname]);
  const isTold = mayOpen(useMe(), 'incidents');
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'incident:changed' || event.siteId === null || !isTold) return;
        const { incidentId, siteId, kind, step, isUndo, classroomName: room } = event;
        const key = `incident ${incidentId}`;
        const isLoud = isGrave(kind);
        const isTakenBack = step === 'withdrawn' && isLoud;
        if (step !== 'flagged' && !isTakenBack) {
          if (!isLoud || !OF_THE_ROOM.has(step)) notification.destroy(key); // somebody has taken it up
          return;
        }
        const open = () => {
          notification.destroy(key);
          void navigate(incidentPath({ incidentId, siteId }));
        };
        const of = { room, kind: kindWords(`kind_${kind}`) };
        const title = isTakenBack ? sayEnding(takenBackBy(isUndo), of) : say(flaggedBy(isLoud), of);
        notification[isLoud ? 'error' : 'info']({
          key,
          title,
          actions: (
            <Button size="small" {...(isLoud && { type: 'primary', danger: true })} onClick={open}>
              {say('noticeOpen')}
            </Button>
          ),
          duration: isLoud ? false : SHOWN_SECONDS,
          role: isLoud ? 'alert' : 'status',
        });
      }),
    [notification, say, sayEnding, kindWords, navigate, isTold],
  );
}
