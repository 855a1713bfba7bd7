import { App, AutoComplete, Button, Form, Modal, Radio } from 'antd';
import type { GuardianshipId } from '#contract/ids.ts';
import { restoreRight, withdrawRight } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import type { RightOf } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Fields = { kind: 'right' | 'custody'; reason: string };
const UNDO_SHOWN_SECONDS = 10;

/** Says how many pictures it will end, then how many it ended, with the way back. */
export function WithdrawModal({ child, views, onClose }: { child: RightOf; views: number; onClose: () => void }) {
  const say = useWords(accessWords);
  const common = useWords(adminWords);
  const [form] = Form.useForm<Fields>();
  const kind = (Form.useWatch('kind', form) as Fields['kind'] | undefined) ?? 'right';
  const showWithdrawn = useWithdrawnToast();
  const { change, busy } = useChange(
    (fields: Fields) => withdrawRight(child.guardianshipId, fields),
    ({ endedViews }) => {
      showWithdrawn(child.guardianshipId, endedViews);
      onClose();
    },
    form,
  );
  const presets =
    kind === 'right'
      ? (['preset_right_1', 'preset_right_2', 'preset_right_3'] as const)
      : (['preset_custody_1', 'preset_custody_2'] as const);
  const first = (of: Fields['kind']) => say(of === 'right' ? 'preset_right_1' : 'preset_custody_1');
  return (
    <Modal
      open
      title={say('withdrawFor', { child: child.name })}
      okText={say('withdraw', { n: views })}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        initialValues={{ kind: 'right', reason: first('right') }}
      >
        <Form.Item name="kind" label={say('kind')}>
          <Radio.Group
            vertical
            onChange={(event) => form.setFieldValue('reason', first(event.target.value as Fields['kind']))}
            options={[
              { value: 'right', label: say('kindRight') },
              { value: 'custody', label: say('kindCustody') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={common('reason')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <AutoComplete options={presets.map((preset) => ({ value: say(preset) }))} />
        </Form.Item>
      </Form>
    </Modal>
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
