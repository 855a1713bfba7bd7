import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { EmailPart } from './email-part.tsx';
import { KindsPart } from './kinds-part.tsx';
import { useNotifications } from './notifications-api.ts';
import { PushPart } from './push-part.tsx';
import './notifications.css';

/** How one is told while no page is open: by what, of what. */
export function NotificationPanel() {
  const { data, error, refetch } = useNotifications();
  if (data === undefined) return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading />;
  return (
    <div className="notify">
      <PushPart push={data.push} />
      <EmailPart email={data.email} />
      <KindsPart view={data} />
    </div>
  );
}
