import { Checkbox, Form, Input } from 'antd';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { familyWords } from './words.ts';

/** What a guardian is to the child, and which rights go with it. */
export type TypedRights = { relation: string; mayWatch: boolean; mayPickUp: boolean };

export const ALL_RIGHTS = { mayWatch: true, mayPickUp: true };

export function RelationField() {
  const say = useWords(familyWords);
  const common = useWords(adminWords);
  return (
    <Form.Item
      name="relation"
      label={say('relation')}
      rules={[{ required: true, whitespace: true, message: common('required') }]}
    >
      <Input maxLength={20} placeholder={say('relationHint')} />
    </Form.Item>
  );
}

export function RightFields() {
  const say = useWords(familyWords);
  return (
    <div className="row">
      <Form.Item name="mayWatch" valuePropName="checked">
        <Checkbox>{say('mayWatch')}</Checkbox>
      </Form.Item>
      <Form.Item name="mayPickUp" valuePropName="checked">
        <Checkbox>{say('mayPickUp')}</Checkbox>
      </Form.Item>
    </div>
  );
}
