import { Form, Radio } from 'antd';
import { restoreRight, withdrawRight } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { type ChangeLine, ChangeLines } from './change-lines.tsx';
import type { RightOf } from './opened-cell.ts';
import type { OfferUndo } from './use-undo.tsx';
import { accessWords } from './words.ts';

type Fields = { kind: 'right' | 'custody'; reason: string };
const PRESETS = {
  right: ['preset_right_1', 'preset_right_2', 'preset_right_3'],
  custody: ['preset_custody_1', 'preset_custody_2'],
} as const;

type Props = {
  guardian: string;
  child: RightOf;
  line: ChangeLine;
  views: number;
  offerUndo: OfferUndo;
  onClose: () => void;
};

/** Says how many pictures it will end, then how many it ended, with the way back. */
export function WithdrawModal({ guardian, child, line, views, offerUndo, onClose }: Props) {
  const say = useWords(accessWords);
  const [form] = Form.useForm<Fields>();
  const kind = (Form.useWatch('kind', form) as Fields['kind'] | undefined) ?? 'right';
  const restore = () => restoreRight(child.guardianshipId, say('undoReason'));
  return (
    <ReasonModal<Fields, { endedViews: number }>
      title={say('withdrawFor', { name: guardian, child: child.name })}
      confirm={say(views > 0 ? 'withdraw' : 'withdrawQuietly', { n: views })}
      danger
      says={
        <>
          <ChangeLines lines={[line]} />
          <p>{say('stopsTogether')}</p>
        </>
      }
      form={form}
      initial={{ kind: 'right' }}
      presets={PRESETS[kind].map((preset) => say(preset))}
      run={(fields) => withdrawRight(child.guardianshipId, fields)}
      onDone={({ endedViews }) => offerUndo(say('withdrawn', { n: endedViews }), restore)}
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
