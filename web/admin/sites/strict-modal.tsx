import { Alert, Modal } from 'antd';
import type { SiteView } from '#contract/people.ts';
import type { StrictTrial } from '#contract/strict-trial.ts';
import { useStrictTrial } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { siteWords } from './words.ts';

type Props = { site: SiteView; busy: boolean; onConfirm: () => void; onClose: () => void };

/** Before the strict rule is saved: which rooms it closes, and how many views it ends. */
export function StrictModal({ site, busy, onConfirm, onClose }: Props) {
  const say = useWords(siteWords);
  const trial = useStrictTrial(site.siteId);
  const n = trial.data?.endedViews ?? 0;
  return (
    <Modal
      open
      title={say('strictTitle', { name: site.name })}
      okText={n > 0 ? say('strictButtonEnds', { n }) : say('strictButton')}
      okButtonProps={{ danger: (trial.data?.rooms.length ?? 0) > 0, disabled: !trial.data }}
      confirmLoading={busy}
      onOk={onConfirm}
      onCancel={onClose}
    >
      <ReadState of={trial}>{trial.data && <Closing trial={trial.data} />}</ReadState>
    </Modal>
  );
}

function Closing({ trial: { rooms, endedViews: n } }: { trial: StrictTrial }) {
  const say = useWords(siteWords);
  if (rooms.length === 0) return <p>{say('strictClosesNone')}</p>;
  const now = rooms.filter(({ isNow }) => isNow).length;
  return (
    <div className="ad-says">
      <Alert type="warning" showIcon title={say('strictCloses', { rooms: now, n })} />
      <ul className="ad-rights">
        {rooms.map(({ classroomId, name, isNow, children, staff }) => (
          <li key={classroomId}>
            <b>{name}</b>
            <span>{say(isNow ? 'strictNow' : 'strictLater')}</span>
            <span className="dim">{say('strictLacks', { children, staff })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
