import { Button, Form, Input } from 'antd';
import { NewPassword } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { CopyButton } from '../copy-button.tsx';
import { adminWords } from '../words.ts';
import { newPassword } from './new-password.ts';
import { staffWords } from './words.ts';

/** A password that is handed over once: made here, readable, with a copy of it. */
export function FirstPasswordField() {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const form = Form.useFormInstance<{ password: string }>();
  const isLong = {
    validator: (_: unknown, typed = '') =>
      NewPassword.safeParse(typed).success
        ? Promise.resolve()
        : Promise.reject(new Error(common(typed === '' ? 'required' : 'field_too_small'))),
  };
  return (
    <>
      <Form.Item name="password" label={say('password')} extra={say('passwordHint')} rules={[isLong]}>
        <PasswordInput />
      </Form.Item>
      <Button size="small" onClick={() => form.setFieldValue('password', newPassword())}>
        {say('generate')}
      </Button>
    </>
  );
}

type InputProps = { id?: string; value?: string; onChange?: (typed: string) => void };

function PasswordInput({ id, value = '', onChange }: InputProps) {
  return (
    <Input
      {...(id !== undefined && { id })}
      value={value}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      suffix={<CopyButton text={value} />}
      onChange={({ target }) => onChange?.(target.value)}
    />
  );
}
