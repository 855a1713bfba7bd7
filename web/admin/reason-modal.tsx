import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../shared/words/book.ts';
import { FormModal, type FormModalProps } from './form-modal.tsx';
import { adminWords } from './words.ts';

export type WithReason = { reason: string };

type Props<F extends WithReason, R> = Omit<FormModalProps<F, R>, 'children'> & {
  /** Reasons that come up often; one is chosen, or another typed: none stands there by itself. */
  presets?: readonly string[];
  maxLength?: number;
  /** What is asked beside the reason. */
  children?: ReactNode;
};

/** A change that is recorded with its reason. */
export function ReasonModal<F extends WithReason, R>({
  presets = [],
  maxLength = 300,
  children,
  ...frame
}: Props<F, R>) {
  const say = useWords(adminWords);
  return (
    <FormModal {...frame}>
      {children}
      <Form.Item
        name="reason"
        label={say('reason')}
        rules={[
          { required: true, whitespace: true, message: say('reasonRequired') },
          { min: 2, message: say('field_too_small') },
        ]}
      >
        <ReasonField presets={presets} maxLength={maxLength} />
      </Form.Item>
    </FormModal>
  );
}

type FieldProps = {
  presets: readonly string[];
  maxLength: number;
  id?: string;
  value?: string;
  onChange?: (reason: string) => void;
};

function ReasonField({ presets, maxLength, id, value = '', onChange }: FieldProps) {
  return (
    <div className="ad-reasons">
      {presets.map((preset) => (
        <Button
          key={preset}
          size="small"
          aria-pressed={value === preset}
          type={value === preset ? 'primary' : 'default'}
          ghost={value === preset}
          onClick={() => onChange?.(preset)}
        >
          {preset}
        </Button>
      ))}
      <Input.TextArea
        {...(id !== undefined && { id })}
        value={value}
        maxLength={maxLength}
        rows={2}
        onChange={(event) => onChange?.(event.target.value)}
      />
    </div>
  );
}
