import { App } from 'antd';
import type { ChildView, GuardianshipView } from '#contract/people.ts';
import { unlinkGuardian } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; guardian: GuardianshipView; onClose: () => void };

/** Ends the link of a guardian to a child, as if it had never been made; a withdrawn right would stay and be restored. */
export function UnlinkModal({ child, guardian, onClose }: Props) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const { name, guardianshipId, runningViews: n } = guardian;
  return (
    <ReasonModal
      title={say('unlinkTitle', { name, child: child.name })}
      confirm={say('unlinkButton', { n })}
      danger
      says={<p>{say('unlinkSays')}</p>}
      presets={[say('preset_unlink_1'), say('preset_unlink_2')]}
      run={({ reason }) => unlinkGuardian(child.childId, guardianshipId, reason)}
      onDone={({ endedViews }) => void message.success(say('unlinked', { n: endedViews }))}
      onClose={onClose}
    />
  );
}
