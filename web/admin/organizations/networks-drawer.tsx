import { App, Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import type { EmployerView } from '#contract/employers.ts';
import { saveNetworks } from '../../features/organizations/employers-api.ts';
import { useNetworksTrial } from '../../features/organizations/use-employers.ts';
import { useSettled } from '../../shared/use-settled.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { typedNetworks } from './network-lines.ts';
import { NetworksTrial } from './networks-trial.tsx';
import { employerWords } from './words.ts';

/** Typing pauses for so long before the server is asked. */
const SETTLED_MS = 400;

/** From where an employer's people may watch; before it is saved it says whom that would shut out. */
export function NetworksDrawer({ employer, onClose }: { employer: EmployerView; onClose: () => void }) {
  const say = useWords(employerWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [text, setText] = useState(employer.networks.join('\n'));
  const settled = useSettled(text, SETTLED_MS);
  const typed = typedNetworks(settled);
  const networks = typed.map((network) => network.text);
  const trial = useNetworksTrial(employer.organizationId, networks);
  const { change, busy } = useChange(
    () => saveNetworks(employer.organizationId, networks, false),
    ({ endedViews }) => {
      void message.success(say('networksSaved', { n: endedViews }));
      onClose();
    },
  );
  const answer = settled === text && !trial.isError ? trial.data : undefined;
  const ended = answer?.endedViews ?? 0;
  return (
    <Drawer open title={`${say('networks')} · ${employer.name}`} size={520} onClose={onClose} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={() => change(undefined)}>
        <Form.Item label={say('networks')} htmlFor="networks" extra={say('networksHint')}>
          <Input.TextArea
            id="networks"
            value={text}
            autoSize={{ minRows: 4, maxRows: 14 }}
            spellCheck={false}
            placeholder={'10.12.0.0/16\n202.99.224.0/24'}
            {...(trial.isError && {
              status: 'error' as const,
              'aria-invalid': true,
              'aria-describedby': 'networks-wrong',
            })}
            onChange={({ target }) => setText(target.value)}
          />
        </Form.Item>
        <NetworksTrial typed={typed} trial={trial} />
        <Button
          type="primary"
          danger={ended > 0}
          htmlType="submit"
          loading={busy}
          disabled={answer === undefined}
          block
        >
          {ended > 0 ? say('saveEnds', { n: ended }) : common('save')}
        </Button>
      </Form>
    </Drawer>
  );
}
