import { Alert, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useChange } from './use-change.ts';

export type FormModalProps<F extends object, R> = {
  title: string;
  /** What the button does, with its consequence where there is one. */
  confirm: string;
  danger?: boolean;
  /** Said before the fields. */
  says?: ReactNode;
  /** Only for who must know what is typed while it is typed. */
  form?: FormInstance<F>;
  initial?: Partial<F>;
  /** A second question before it is done; no keeps the dialog as it is. */
  ask?: (fields: F) => PromiseLike<boolean>;
  run: (fields: F) => Promise<R>;
  /** Right before the dialog closes. */
  onDone: (result: R, fields: F) => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of every question that ends in one change: it closes when that is done, and says here why it was not. */
export function FormModal<F extends object, R>(props: FormModalProps<F, R>) {
  const { title, confirm, danger = false, says, form: given, initial, ask, run, onDone, onClose, children } = props;
  const [form] = Form.useForm<F>(given);
  const [problem, setProblem] = useState<string | null>(null);
  // A second click comes before the button is shown as busy.
  const isSending = useRef(false);
  const once = async (fields: F) => {
    try {
      return await run(fields);
    } finally {
      isSending.current = false;
    }
  };
  const { change, busy } = useChange(
    once,
    (result, fields) => {
      onDone(result, fields);
      onClose();
    },
    form,
    setProblem,
  );
  const send = async (fields: F) => {
    if (busy || isSending.current) return;
    isSending.current = true;
    setProblem(null);
    if (ask && !(await ask(fields))) isSending.current = false;
    else change(fields);
  };
  return (
    <Modal
      open
      title={title}
      okText={confirm}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => void send(fields)}
        {...(initial && { initialValues: initial })}
      >
        {says && <div className="ad-says">{says}</div>}
        {children}
      </Form>
      {problem && <Alert type="error" showIcon title={problem} />}
    </Modal>
  );
}
