import { Link } from 'react-router';
import { useStore } from '../../shared/store.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { connectionSeen } from './connection-seen.ts';
import { liveWords } from './words.ts';
import './connection-corner.css';

const WAY_WORD = { udp: 'wayUdp', tcp: 'wayTcp', relay: 'wayRelay', https: 'wayHttps' } as const;

/** In the page's corner while a picture comes: whether the network is good, and by which way; it leads to the test that tells more. */
export function ConnectionCorner() {
  const say = useWords(liveWords);
  const seen = useStore(connectionSeen);
  if (!seen) return null;
  return (
    <Link
      to="/network-test"
      title={say('networkTest')}
      className={seen.isGood ? 'connection-corner' : 'connection-corner connection-corner-weak'}
    >
      <Icon name="wifi" size={16} />
      {say(seen.isGood ? 'networkGood' : 'networkWeak')} · {say(WAY_WORD[seen.way])}
    </Link>
  );
}
