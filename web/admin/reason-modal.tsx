import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../shared/words/book.ts';
import { FormModal, type FormModalProps } from './form-modal.tsx';
import { adminWords } from './words.ts';

export type WithReason = { reason: string };

type Props<F extends WithReason, R> = Omit<FormModalProps<F, R>, 'children'> & {
  /** Reasons that come up often; one is chosen, or another typed: none stands there by itself. */
  presets?: readonly string[];
  /** Several presets make one reason, and come behind what was typed; left out: one takes the place of the other. */
  joinedBy?: string;
  maxLength?: number;
  /** What is asked beside the reason. */
  children?: ReactNode;
};

/** A change that is recorded with its reason. */
export function ReasonModal<F extends WithReason, R>({
  presets = [],
  joinedBy,
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
        <ReasonField presets={presets} maxLength={maxLength} joinedBy={joinedBy} />
      </Form.Item>
    </FormModal>
  );
}

type FieldProps = {
  presets: readonly string[];
  maxLength: number;
  joinedBy: string | undefined;
  id?: string;
  value?: string;
  onChange?: (reason: string) => void;
};

function ReasonField({ presets, maxLength, joinedBy, id, value = '', onChange }: FieldProps) {
  const isSaid = (preset: string) => (joinedBy === undefined ? value === preset : value.includes(preset));
  const add = (preset: string) => {
    if (joinedBy === undefined || value.trim() === '') onChange?.(preset);
    else if (!isSaid(preset)) onChange?.(`${value.trim()}${joinedBy}${preset}`.slice(0, maxLength));
  };
  return (
    <div className="ad-reasons">
      {presets.map((preset) => (
        <Button
          key={preset}
          size="small"
          aria-pressed={isSaid(preset)}
          type={isSaid(preset) ? 'primary' : 'default'}
          ghost={isSaid(preset)}
          onClick={() => add(preset)}
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
