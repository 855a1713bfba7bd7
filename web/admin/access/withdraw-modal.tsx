import { App, Button, Form, Radio } from 'antd';
import type { GuardianshipId } from '#contract/ids.ts';
import { restoreRight, withdrawRight } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import type { RightOf } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Fields = { kind: 'right' | 'custody'; reason: string };
const UNDO_SHOWN_SECONDS = 10;
const PRESETS = {
  right: ['preset_right_1', 'preset_right_2', 'preset_right_3'],
  custody: ['preset_custody_1', 'preset_custody_2'],
} as const;

type Props = { guardian: string; child: RightOf; views: number; onClose: () => void };

/** Says how many pictures it will end, then how many it ended, with the way back. */
export function WithdrawModal({ guardian, child, views, onClose }: Props) {
  const say = useWords(accessWords);
  const [form] = Form.useForm<Fields>();
  const kind = (Form.useWatch('kind', form) as Fields['kind'] | undefined) ?? 'right';
  const showWithdrawn = useWithdrawnToast();
  return (
    <ReasonModal<Fields, { endedViews: number }>
      title={say('withdrawFor', { name: guardian, child: child.name })}
      confirm={say('withdraw', { n: views })}
      danger
      form={form}
      initial={{ kind: 'right' }}
      presets={PRESETS[kind].map((preset) => say(preset))}
      run={(fields) => withdrawRight(child.guardianshipId, fields)}
      onDone={({ endedViews }) => showWithdrawn(child.guardianshipId, endedViews)}
      onClose={onClose}
    >
      <Form.Item name="kind" label={say('kind')}>
        <Radio.Group
          vertical
          onChange={() => form.resetFields(['reason'])}
          options={[
            { value: 'right', label: say('kindRight') },
            { value: 'custody', label: say('kindCustody') },
          ]}
        />
      </Form.Item>
    </ReasonModal>
  );
}

function useWithdrawnToast(): (guardianshipId: GuardianshipId, endedViews: number) => void {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const restore = useChange(
    (guardianshipId: GuardianshipId) => restoreRight(guardianshipId, say('undoReason')),
    () => void message.success(say('restored')),
  );
  return (guardianshipId, endedViews) => {
    const key = `withdrawn ${guardianshipId}`;
    const undo = () => {
      message.destroy(key);
      restore.change(guardianshipId);
    };
    void message.open({
      key,
      type: 'success',
      duration: UNDO_SHOWN_SECONDS,
      content: (
        <>
          {say('withdrawn', { n: endedViews })}{' '}
          <Button size="small" onClick={undo}>
            {common('undo')}
          </Button>
        </>
      ),
    });
  };
}
