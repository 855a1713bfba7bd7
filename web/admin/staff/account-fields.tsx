import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Username } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { FirstPasswordField } from './first-password-field.tsx';
import { staffWords } from './words.ts';

/** What is typed of a new account. */
export type TypedAccount = { name: string; username: string; phone?: string; password: string };

/** @param children what is asked beside the phone */
export function AccountFields({ children }: { children: ReactNode }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const required = { required: true, message: common('required') };
  const isUsername = {
    validator: (_: unknown, typed = '') =>
      typed === '' || Username.safeParse(typed).success
        ? Promise.resolve()
        : Promise.reject(new Error(common('field_invalid_format'))),
  };
  return (
    <>
      <Form.Item name="name" label={say('person')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="username" label={say('username')} extra={say('usernameHint')} rules={[required, isUsername]}>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <div className="ad-two">
        <Form.Item name="phone" label={say('phone')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        {children}
      </div>
      <FirstPasswordField />
    </>
  );
}
