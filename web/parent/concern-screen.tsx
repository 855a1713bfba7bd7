import { ReportPage } from '../features/concerns/report-page.tsx';
import { concernWords } from '../features/concerns/words.ts';
import { useWords } from '../shared/words/book.ts';
import { usePageTitle } from './page-title.ts';

/** /p/concern : a guardian reports of their own child. In the tab it is called nothing. */
export default function ConcernScreen() {
  const say = useWords(concernWords);
  usePageTitle('');
  return (
    <main className="page">
      <h1>{say('title')}</h1>
      <ReportPage />
    </main>
  );
}
