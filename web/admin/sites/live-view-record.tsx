import { Button } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import { useLiveViewRecord } from '../../features/sites/use-live-view-record.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { dateIn } from '../../shared/site-time.ts';
import { siteWords } from './words.ts';

/** Who switched live view on and off, when and why; opened by a button, since most of the time nobody asks. */
export function LiveViewRecord({ site }: { site: SiteView }) {
  const say = useWords(siteWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say(isOpen ? 'recordHide' : 'record')}
      </Button>
      {isOpen && <Switches site={site} />}
    </>
  );
}

function Switches({ site }: { site: SiteView }) {
  const say = useWords(siteWords);
  const record = useLiveViewRecord(site.siteId);
  return (
    <ReadState of={record}>
      {record.data?.length === 0 ? (
        <p className="dim">{say('recordEmpty')}</p>
      ) : (
        <ul className="ad-record">
          {record.data?.map(({ at, on, words, by }) => (
            <li key={at}>
              <span>{dateIn(site.timeZone, at)}</span>
              <b>{say(on ? 'recordOn' : 'recordOff')}</b>
              <span>
                {words} <span className="dim">{by}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </ReadState>
  );
}
