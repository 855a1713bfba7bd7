import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { EmailPart } from './email-part.tsx';
import { KindsPart } from './kinds-part.tsx';
import { useNotifications } from './notifications-api.ts';
import { PushPart } from './push-part.tsx';
import { notificationWords } from './words.ts';
import './notifications.css';

/** How one is told while no page is open: by what, of what. */
export function NotificationPanel() {
  const { data, error, refetch } = useNotifications();
  const say = useWords(notificationWords);
  if (data === undefined) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  const { kinds, push, email } = data;
  // Offered only to whom something can come; what was set up before can be ended all the same.
  const isOffered = kinds.length > 0;
  return (
    <div className="notify">
      {!isOffered && <p className="notify-part card">{say('nothingComes')}</p>}
      {(isOffered || push.browsers.length > 0) && <PushPart push={push} />}
      {(isOffered || email.address !== null) && <EmailPart email={email} />}
      {isOffered && <KindsPart view={data} />}
    </div>
  );
}
