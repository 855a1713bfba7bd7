import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useEffect } from 'react';
import { keepDoorToken, takeDoorToken } from '../features/kiosk/door-token.ts';
import { recordByPhone, visitByToken } from '../features/kiosk/kiosk-api.ts';
import { VisitChildren } from '../features/kiosk/visit-children.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { usePageTitle } from './page-title.ts';
import { pickupWords } from './pickup/words.ts';

const KEY = ['door-visit'];

/** /p/arrive#… : what the screen at the entrance showed becomes a visit, in which each child is one tap. */
export default function ArriveScreen() {
  const say = useWords(pickupWords);
  const language = useLanguage();
  usePageTitle(say('arriveTitle'));
  useScannedAgain();
  // A code is good once: the page is drawn again without asking again.
  const visit = useQuery({ queryKey: KEY, queryFn: beginVisit, staleTime: Infinity, gcTime: 0, retry: false });
  return (
    <main className="page">
      <h1>{visit.data ? visit.data.siteName : say('arriveTitle')}</h1>
      {visit.data ? (
        <>
          <p className="dim">{say('arriveLead')}</p>
          <VisitChildren visit={visit.data} record={recordByPhone} />
        </>
      ) : visit.error ? (
        <Empty icon="door">{errorSentence(visit.error, language)}</Empty>
      ) : visit.isPending ? (
        <Loading cards={1} />
      ) : (
        <Empty icon="door">{say('arriveNone')}</Empty>
      )}
      <p>
        <Link to="/p">{say('toHome')}</Link>
      </p>
    </main>
  );
}

/** The next code scanned into a page that is open already changes its address, and nothing else. */
function useScannedAgain(): void {
  const client = useQueryClient();
  useEffect(() => {
    const scanned = (): void => {
      keepDoorToken();
      void client.resetQueries({ queryKey: KEY });
    };
    window.addEventListener('hashchange', scanned);
    return () => window.removeEventListener('hashchange', scanned);
  }, [client]);
}

/** null: the page was opened by no code. */
async function beginVisit() {
  const token = takeDoorToken();
  return token === null ? null : visitByToken(token);
}
