import { Button } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useRegister } from '../../features/incident-register/register-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { RegisterTable } from './register-table.tsx';
import { useRegisterSearch } from './use-register-search.ts';
import { registerWords } from './words.ts';

/** The incidents of the address's search, page by page. */
export function RegisterList({ site }: { site: SiteView }) {
  const say = useWords(registerWords);
  const { search, order, isNarrowed } = useRegisterSearch(site);
  const read = useRegister(search, order);
  const rows = read.data?.pages.flatMap((page) => page.rows) ?? [];
  const found = read.data?.pages[0]?.found ?? null;
  return (
    <ReadState of={read}>
      <section className="ir-list">
        {found !== null && found > 0 && (
          <p className="dim" role="status">
            {say('found', { n: found })}
          </p>
        )}
        <RegisterTable
          rows={rows}
          withSite={search.siteId === undefined}
          emptyText={say(isNarrowed ? 'emptySearch' : 'empty')}
        />
        {read.hasNextPage ? (
          <Button loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
            {say('more')}
          </Button>
        ) : (
          rows.length > 0 && <p className="dim">{say('end')}</p>
        )}
      </section>
    </ReadState>
  );
}
