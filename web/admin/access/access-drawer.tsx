import { Alert, Drawer } from 'antd';
import { useState } from 'react';
import type { WhyAnswer } from '#contract/access.ts';
import { firstReason, useWhy } from '../../features/access/use-access.ts';
import { useMe } from '../../shared/session.ts';
import { clockAndDay, dayAndClock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { refusalSentence } from '../../shared/words/refusals.ts';
import { mayDeny, mayManage } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { AccessActions } from './access-actions.tsx';
import { cameraOf } from './access-grid.tsx';
import { Denies } from './denies.tsx';
import type { OpenedCell } from './opened-cell.ts';
import { pastFault, PastInstant } from './past-instant.tsx';
import { REASON_SENTENCE, REASON_WORD } from './reason-words.ts';
import { Remedy } from './remedy.tsx';
import { RoomGaps } from './room-gaps.tsx';
import { WhyTerms } from './why-terms.tsx';
import { accessWords } from './words.ts';

/** All about one guardian and one camera: the answer, every term of the rule, the words the parent reads, what can be done. */
export function AccessDrawer({ onClose, ...opened }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const me = useMe();
  const { table, row, cell, site } = opened;
  const [at, setAt] = useState<string | null>(null);
  const now = useWhy(row.userId, cell.cameraId, null);
  const knownSince = now.data?.knownSince ?? null;
  const fault = pastFault(at, knownSince);
  const then = useWhy(row.userId, cell.cameraId, at, at !== null && fault === null);
  const why = at === null ? now : then;
  const camera = cameraOf(table, cell.cameraId);
  return (
    <Drawer
      open
      title={say(titleOf(at !== null, fault === null ? verdictOf(why.data, at, cell) : null), {
        name: row.name,
        camera,
      })}
      size={460}
      onClose={onClose}
      footer={at === null && mayDeny(me) && <AccessActions {...opened} />}
    >
      <div className="ad-stack">
        <p className="dim">
          {[...row.children.map(({ name, relation }) => say('relationOf', { child: name, relation })), row.employer]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <PastInstant timeZone={site.timeZone} knownSince={knownSince} at={at} onChange={setAt} />
        {fault && <NothingToTell fault={fault} since={knownSince} timeZone={site.timeZone} />}
        <ReadState of={fault ? now : why}>{why.data && !fault && <WhyShown why={why.data} {...opened} />}</ReadState>
      </div>
    </Drawer>
  );
}

function WhyShown({ why, cell, site }: Pick<OpenedCell, 'cell' | 'site'> & { why: WhyAnswer }) {
  const me = useMe();
  const isRoomClosed = !why.isPast && firstReason(cell) === 'room-consent-incomplete';
  return (
    <>
      <Answer why={why} watching={!why.isPast && cell.watching} timeZone={site.timeZone} />
      <Denies why={why} timeZone={site.timeZone} />
      {isRoomClosed && mayManage(me) && <RoomGaps cameraId={cell.cameraId} site={site} />}
      <Remedy why={why} site={site} />
      <WhyTerms why={why} timeZone={site.timeZone} />
      <Seen why={why} timeZone={site.timeZone} />
    </>
  );
}

/** While it is asked about now, the table has the answer already. */
const verdictOf = (answer: WhyAnswer | undefined, at: string | null, { allowed }: OpenedCell['cell']) =>
  answer?.allowed ?? (at === null ? allowed : null);

/** Before there is an answer the title names who and where, and claims nothing. */
function titleOf(isPast: boolean, verdict: boolean | null) {
  if (verdict === null) return 'whoAndWhere';
  return isPast ? (verdict ? 'couldWatch' : 'couldNotWatch') : verdict ? 'canWatch' : 'cannotWatch';
}

type FaultProps = { fault: 'pastToCome' | 'pastUnknown'; since: string | null; timeZone: string };

function NothingToTell({ fault, since, timeZone }: FaultProps) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const time = since === null ? '' : dayAndClock(since, language, timeZone);
  return <Alert type="info" showIcon title={say(since === null ? 'pastNothing' : fault, { time })} />;
}

type PartProps = { why: WhyAnswer; timeZone: string };

function Answer({ why, watching, timeZone }: PartProps & { watching: boolean }) {
  const say = useWords(accessWords);
  const language = useLanguage();
  if (why.reason === null) {
    return (
      <div className="ax-why ax-can">
        <b>{say(watching ? 'nowWatching' : 'allowed')}</b>
        {why.until && <p>{say('until', { time: clockAndDay(why.until, language, timeZone, new Date(why.at)) })}</p>}
      </div>
    );
  }
  return (
    <div className="ax-why">
      <b>{say('reasonIs', { reason: REASON_WORD[why.reason][language] })}</b>
      <p>{REASON_SENTENCE[why.reason][language]}</p>
      {why.refusal && (
        <p className="dim">{say('theyRead', { sentence: refusalSentence(why.refusal, language, new Date(why.at)) })}</p>
      )}
    </div>
  );
}

function Seen({ why, timeZone }: PartProps) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const time = why.lastWatched && clockAndDay(why.lastWatched, language, timeZone, new Date(why.at));
  return (
    <p className="dim small">
      {[
        time ? say('lastWatched', { time }) : say('neverWatched'),
        say('refusedThatDay', { n: why.refusedThatDay }),
      ].join(' · ')}
    </p>
  );
}
