import { Alert, Button, Form, Input } from 'antd';
import type { StreamsAnswer } from '#contract/cameras.ts';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { FAULT_SENTENCE } from './camera-sentences.ts';
import { findWords } from './find-words.ts';
import type { Account } from './use-find.ts';
import { cameraWords } from './words.ts';

type Streams = { data: StreamsAnswer | undefined; error: Error | null; isPending: boolean };
type Props = { streams: Streams; onTake: (account: Account) => void };

/** The account of the chosen camera, for its addresses; what is wrong stands under it. */
export function AccountForm({ streams, onTake }: Props) {
  const say = useWords(findWords);
  const camera = useWords(cameraWords);
  const language = useLanguage();
  const { data, error, isPending } = streams;
  return (
    <Form
      name="account"
      layout="vertical"
      requiredMark={false}
      initialValues={{ username: '', password: '' }}
      onFinish={(account: Account) => onTake(account)}
    >
      <p className="dim small">{say('account')}</p>
      <div className="ad-two">
        <Form.Item name="username" label={camera('username')}>
          <Input maxLength={200} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label={camera('password')}>
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={isPending}>
        {say(isPending ? 'taking' : 'take')}
      </Button>
      {data?.ok && <p className="ad-found">{say('taken')}</p>}
      {data && !data.ok && <Alert type="error" showIcon title={FAULT_SENTENCE[data.fault][language]} />}
      {error && <Alert type="error" showIcon title={errorSentence(error, language)} />}
    </Form>
  );
}
