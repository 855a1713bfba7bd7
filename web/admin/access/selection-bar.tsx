import { Button } from 'antd';
import { useState } from 'react';
import type { AccessTable, ChangeAccess } from '#contract/access.ts';
import type { SiteView } from '#contract/people.ts';
import { useTrial } from '../../features/access/use-access.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { BulkModal } from './bulk-modal.tsx';
import type { OfferUndo } from './use-undo.tsx';
import type { Selection } from './use-selection.ts';
import { accessWords } from './words.ts';

const NAMES_SHOWN = 4;

type BarProps = { table: AccessTable; site: SiteView; selection: Selection; offerUndo: OfferUndo };

/** Of the chosen guardians: what can be changed for all of them at once, on the cameras that are shown. */
export function SelectionBar({ table, site, selection, offerUndo }: BarProps) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const [kind, setKind] = useState<ChangeAccess['kind'] | null>(null);
  const rows = table.rows.filter(({ userId }) => selection.ids.has(userId));
  const asked = {
    siteId: site.siteId,
    userIds: rows.map(({ userId }) => userId),
    cameraIds: table.cameras.map(({ cameraId }) => cameraId),
  };
  const names = rows.slice(0, NAMES_SHOWN).map(({ name }) => name);
  return (
    <section className="ax-bar" aria-label={say('chosen', { n: rows.length })}>
      <b>{say('chosen', { n: rows.length })}</b>
      <span className="ax-bar-names">
        {names.join(language === 'zh' ? '、' : ', ')}
        {rows.length > NAMES_SHOWN && ' …'} · {say('onCameras', { n: table.cameras.length })}
      </span>
      <Button ghost onClick={() => selection.setAll(false)}>
        {say('chooseNone')}
      </Button>
      <Button ghost onClick={() => setKind('grant')}>
        {say('grant')}
      </Button>
      <Button ghost onClick={() => setKind('deny')}>
        {say('deny')}
      </Button>
      <Withdraw asked={asked} onAsk={() => setKind('withdraw')} />
      {kind && (
        <BulkModal
          kind={kind}
          table={table}
          asked={asked}
          timeZone={site.timeZone}
          offerUndo={offerUndo}
          onClose={() => setKind(null)}
        />
      )}
    </section>
  );
}

type WithdrawProps = { asked: Pick<ChangeAccess, 'siteId' | 'userIds'>; onAsk: () => void };

/** The consequence stands on the button before it is pressed. */
function Withdraw({ asked, onAsk }: WithdrawProps) {
  const say = useWords(accessWords);
  const trial = useTrial({ kind: 'withdraw', siteId: asked.siteId, userIds: asked.userIds, reason: null, trial: true });
  return (
    <Button onClick={onAsk} className="ax-bar-main">
      {say('withdraw', { n: trial.data?.endedViews ?? '…' })}
    </Button>
  );
}
