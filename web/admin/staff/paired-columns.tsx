import { App, Button, type TableColumnsType } from 'antd';
import type { SiteView } from '#contract/people.ts';
import type { DeviceView } from '#contract/sign-in.ts';
import { clockAndDay } from '../../shared/time.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { staffWords } from './words.ts';

/** A tablet, or the screen at an entrance: whatever is paired by a code and switched off from here. */
type Paired = Pick<DeviceView, 'state' | 'lastSeenAt'>;

type Ending<Row> = {
  revoke: (row: Row) => Promise<unknown>;
  /** What is said once it is off. */
  said: string;
};

const LOOK: Record<Paired['state'], { tone: PillTone; icon: IconName }> = {
  waiting: { tone: 'stalled', icon: 'hourglass' },
  'code-expired': { tone: 'offline', icon: 'clock' },
  paired: { tone: 'live', icon: 'check' },
  revoked: { tone: 'refused', icon: 'lock' },
};

/** Whether it is there, when it was seen last, and how it is switched off. */
export function usePairedColumns<Row extends Paired>(site: SiteView, ending: Ending<Row>): TableColumnsType<Row> {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  return [
    { title: say('state'), render: (_, { state }) => <Pill {...LOOK[state]}>{say(`state_${state}`)}</Pill> },
    {
      title: say('lastSeen'),
      render: (_, { lastSeenAt }) => (lastSeenAt ? clockAndDay(lastSeenAt, language, site.timeZone) : common('none')),
    },
    {
      title: say('actions'),
      align: 'right',
      render: (_, row) => row.state !== 'revoked' && <Revoke row={row} ending={ending} />,
    },
  ];
}

/** One click: what is lost should be dark before anyone has read a question. */
function Revoke<Row extends Paired>({ row, ending }: { row: Row; ending: Ending<Row> }) {
  const say = useWords(staffWords);
  const { message } = App.useApp();
  const { change, busy } = useChange(
    () => ending.revoke(row),
    () => void message.success(ending.said),
  );
  return (
    <Button size="small" danger loading={busy} onClick={() => change(undefined)}>
      {say('revoke')}
    </Button>
  );
}
