import { Drawer } from 'antd';
import { publicRefusal, type RefusalReason } from '#contract/refusal.ts';
import type { SiteView } from '#contract/people.ts';
import { useMe } from '../../shared/session.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { refusalSentence } from '../../shared/words/refusals.ts';
import { mayManage } from '../may-open.ts';
import { AccessActions } from './access-actions.tsx';
import { cameraOf } from './access-grid.tsx';
import type { OpenedCell } from './opened-cell.ts';
import { REASON_SENTENCE, REASON_WORD } from './reason-words.ts';
import { RoomGaps } from './room-gaps.tsx';
import { accessWords } from './words.ts';

/** All about one guardian and one camera: the answer, its reason, the words the parent reads, and what can be done. */
export function AccessDrawer({ onClose, ...opened }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const me = useMe();
  const { table, row, cell, site } = opened;
  const camera = cameraOf(table, cell);
  return (
    <Drawer
      open
      title={say(cell.allowed ? 'canWatch' : 'cannotWatch', { name: row.name, camera })}
      size={460}
      onClose={onClose}
    >
      <div className="ad-stack">
        <p className="dim">
          {row.children.map(({ name, relation }) => say('relationOf', { child: name, relation })).join('，')}
        </p>
        {cell.reason ? (
          <Why reason={cell.reason} site={site} />
        ) : (
          <div className="ax-why ax-can">
            <b>{say(cell.watching ? 'nowWatching' : 'allowed')}</b>
            {cell.until && <p>{say('until', { time: clockAndDay(cell.until, language, site.timeZone) })}</p>}
          </div>
        )}
        {cell.reason === 'room-consent-incomplete' && mayManage(me) && (
          <RoomGaps cameraId={cell.cameraId} site={site} />
        )}
        {cell.grantId && <p>{say('hasGrant')}</p>}
        {cell.denyId && <p>{say('hasDeny')}</p>}
        {mayManage(me) && <AccessActions {...opened} />}
      </div>
    </Drawer>
  );
}

/** The table tells the code only, so the parent's sentence stands here without its names and times. */
function Why({ reason, site }: { reason: RefusalReason; site: SiteView }) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const sentence = refusalSentence({ code: publicRefusal(reason), timeZone: site.timeZone }, language);
  return (
    <div className="ax-why">
      <b>{`${say('reason')}: ${REASON_WORD[reason][language]}`}</b>
      <p>{REASON_SENTENCE[reason][language]}</p>
      <p className="dim">{say('theyRead', { sentence })}</p>
    </div>
  );
}
