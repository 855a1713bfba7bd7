import { Link } from 'react-router';
import { useMe } from '../../shared/session.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReportPage } from './report-page.tsx';
import { concernWords } from './words.ts';

/** The same for staff, on a page of its own: no console and no room stands around it. */
export function ReportAlone({ homeOf }: { homeOf: (me: ReturnType<typeof useMe>) => string }) {
  const say = useWords(concernWords);
  const me = useMe();
  return (
    <main className="co-alone">
      <header className="co-alone-head">
        <Link to={homeOf(me)} className="button">
          <Icon name="back" size={18} />
          {say('back')}
        </Link>
        <h1>{say('title')}</h1>
        <span className="row-space" />
        <LanguageSwitch />
      </header>
      <ReportPage />
    </main>
  );
}
