import { Segmented } from 'antd';
import { useParams } from 'react-router';
import { ConcernId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import { useConcern, useConcerns } from '../../features/concerns/concerns-api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { ConcernRecord } from './concern-record.tsx';
import { ConcernRows } from './concern-rows.tsx';
import { useReread } from './use-reread-file.ts';
import { concernScreenWords } from './words.ts';
import './concerns.css';

/** /a/concerns : reports of suspected abuse at a site that this very person may read, and one of them. */
export function ConcernsScreen({ site }: { site: SiteView }) {
  const say = useWords(concernScreenWords);
  const read = useConcerns(site.siteId);
  const { concernId } = useParams();
  const [chosen, choose] = useFilter('show');
  const shows = chosen === 'closed' ? 'closed' : 'open';
  const shown = (read.data?.concerns ?? []).filter(({ state }) => (state === 'closed') === (shows === 'closed'));
  return (
    <div className="cc">
      <div className="cc-queue">
        <h1>{say('title')}</h1>
        <p className="small dim">{say('secret')}</p>
        <Segmented
          aria-label={say('which')}
          value={shows}
          options={[
            { value: 'open', label: say('open') },
            { value: 'closed', label: say('closed') },
          ]}
          onChange={(value) => choose(value === 'closed' ? value : '')}
        />
        <ReadState of={read}>
          <ConcernRows concerns={shown} shows={shows} timeZone={site.timeZone} />
        </ReadState>
      </div>
      {concernId === undefined ? (
        <div className="cc-none">
          <Empty icon="shield">{say('choose')}</Empty>
        </div>
      ) : (
        <Chosen key={concernId} named={concernId} />
      )}
    </div>
  );
}

function Chosen({ named }: { named: string }) {
  const say = useWords(concernScreenWords);
  const concernId = ConcernId.safeParse(named).data ?? null;
  const read = useConcern(concernId);
  useReread(concernId, read.data);
  if (concernId === null || isProblem(read.error, 'not-found'))
    return (
      <div className="cc-none">
        <Empty icon="search">{say('gone')}</Empty>
      </div>
    );
  if (read.data) return <ConcernRecord file={read.data} />;
  return (
    <div className="cc-none">
      <ReadState of={read}>{null}</ReadState>
    </div>
  );
}
