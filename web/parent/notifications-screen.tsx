import { NotificationPanel } from '../features/notifications/notification-panel.tsx';
import { notificationWords } from '../features/notifications/words.ts';
import { useWords } from '../shared/words/book.ts';
import { usePageTitle } from './page-title.ts';

/** /p/notifications : how a parent is told while no page is open. */
export default function NotificationsScreen() {
  const say = useWords(notificationWords);
  usePageTitle(say('title'));
  return (
    <main className="page">
      <h1>{say('title')}</h1>
      <p className="dim">{say('lead')}</p>
      <NotificationPanel />
    </main>
  );
}
