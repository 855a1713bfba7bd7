import { Form, Radio } from 'antd';
import { denyViewing, liftDeny } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useMe } from '../../shared/session.ts';
import { may } from '../may-open.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { cameraOf } from './access-grid.tsx';
import type { OpenedCell } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Fields = { where: 'this' | 'all'; reason: string };

/** Stops a person from watching one camera or all, without touching what the family has signed. */
export function DenyModal({ table, row, cell, offerUndo, onClose }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const isNursery = may(useMe(), 'rights:write');
  const [form] = Form.useForm<Fields>();
  const where = (Form.useWatch('where', form) as Fields['where'] | undefined) ?? 'this';
  const views = (where === 'this' ? [cell] : row.cells).filter(({ watching }) => watching).length;
  const deny = (fields: Fields) => {
    const cameraId = fields.where === 'this' ? cell.cameraId : null;
    return denyViewing({ userId: row.userId, cameraId, reason: fields.reason });
  };
  return (
    <ReasonModal
      title={say('denyTitle', { name: row.name })}
      confirm={say('denyButton', { n: views })}
      danger
      form={form}
      initial={{ where: 'this' }}
      presets={[say(isNursery ? 'preset_deny_1' : 'preset_employer_1'), say('preset_deny_2')]}
      run={deny}
      onDone={({ denyId, endedViews }) => offerUndo(say('denied', { n: endedViews }), () => liftDeny(denyId))}
      onClose={onClose}
    >
      <Form.Item name="where" label={say('denyWhich')}>
        <Radio.Group
          vertical
          options={[
            { value: 'this', label: say('denyThis', { camera: cameraOf(table, cell.cameraId) }) },
            { value: 'all', label: say('denyAll') },
          ]}
        />
      </Form.Item>
    </ReasonModal>
  );
}
