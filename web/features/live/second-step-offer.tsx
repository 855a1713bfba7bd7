import { Link, useLocation } from 'react-router';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { liveWords } from './words.ts';

/** To the code where a second step is set up, else to where it is set up; and back here after the code. */
export function SecondStepOffer() {
  const say = useWords(liveWords);
  const me = useMe();
  const { pathname, search } = useLocation();
  const toCode = `/sign-in?to=${encodeURIComponent(pathname + search)}`;
  const toSetUp = pathname.startsWith('/a') ? '/a/account' : '/p/me';
  return (
    <Link className="button button-primary" to={me.secondFactor === 'to-be-met' ? toCode : toSetUp}>
      {say('secondStep')}
    </Link>
  );
}
