import { Form, Input } from 'antd';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { cameraWords } from './words.ts';

/** Address and password of a camera as typed; stored ones are never read back, so the fields always start empty. */
export function AddressFields() {
  const say = useWords(cameraWords);
  const common = useWords(adminWords);
  const isRtsp = { pattern: /^\s*(rtsps?:\/\/|$)/i, message: common('field_scheme') };
  return (
    <>
      <Form.Item
        name={['address', 'main']}
        label={say('address')}
        extra={say('addressHint')}
        rules={[{ required: true, whitespace: true, message: common('required') }, isRtsp]}
      >
        <Input placeholder="rtsp://" autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name={['address', 'sub']} label={say('sub')} extra={say('subHint')} rules={[isRtsp]}>
        <Input placeholder="rtsp://" autoComplete="off" spellCheck={false} />
      </Form.Item>
      <div className="ad-two">
        <Form.Item name={['address', 'username']} label={say('username')}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name={['address', 'password']} label={say('password')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
      <p className="dim small">{say('writeOnly')}</p>
    </>
  );
}

type TypedAddress = { main: string; sub?: string; username?: string; password?: string };

/** Empty fields are left out: an empty sub stream is none. */
export const asAddress = ({ main, sub, username, password }: TypedAddress) => ({
  main,
  sub: sub?.trim() ? sub : null,
  username: username ?? '',
  password: password ?? '',
});
export type { TypedAddress };
