import { App } from 'antd';
import { restoreRight } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReasonModal } from '../reason-modal.tsx';
import type { RightOf } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Props = { guardian: string; child: RightOf; onClose: () => void };

/** Gives a right back, with its reason; the parent's page opens by itself. */
export function RestoreModal({ guardian, child, onClose }: Props) {
  const say = useWords(accessWords);
  const { message } = App.useApp();
  return (
    <ReasonModal
      title={say('restoreFor', { name: guardian, child: child.name })}
      confirm={say('restore')}
      presets={[say('preset_restore_1'), say('preset_restore_2')]}
      run={({ reason }) => restoreRight(child.guardianshipId, reason)}
      onDone={() => void message.success(say('restored'))}
      onClose={onClose}
    />
  );
}
