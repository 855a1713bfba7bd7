import { App } from 'antd';
import type { UserId } from '#contract/ids.ts';
import type { LeaverSwept } from '#contract/leaver.ts';
import type { SiteView } from '#contract/people.ts';
import { sweepLeaver, useSurvivingRights } from '../../features/people/leaver-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { leaverWords } from './leaver-words.ts';
import { SurvivingRightsList } from './surviving-rights.tsx';

type Props = { person: { userId: UserId; name: string }; site: SiteView; onClose: () => void };

/** Everything a person still has, in one list, and one act that ends it; what it says it will end is what it ends. */
export function SweepModal({ person, site, onClose }: Props) {
  const say = useWords(leaverWords);
  const { message } = App.useApp();
  const rights = useSurvivingRights(person.userId);
  const told = (swept: LeaverSwept) =>
    void message.success(
      say(swept.suspended ? 'sweptAll' : 'sweptHere', { n: swept.endedViews, m: swept.elsewhere }),
      6,
    );
  return (
    <ReasonModal
      title={say('sweepTitle', { name: person.name })}
      confirm={say('sweepConfirm', { n: rights.data?.runningViews ?? 0 })}
      danger
      says={
        <ReadState of={rights}>{rights.data && <SurvivingRightsList rights={rights.data} site={site} />}</ReadState>
      }
      presets={[say('preset_sweep_1'), say('preset_sweep_2'), say('preset_sweep_3')]}
      run={({ reason }) => sweepLeaver(person.userId, reason)}
      onDone={told}
      onClose={onClose}
    />
  );
}
