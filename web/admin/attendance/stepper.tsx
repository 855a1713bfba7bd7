import { Button, Input } from 'antd';
import { Icon } from '../../shared/ui/icon.tsx';

type Props = {
  type: 'date' | 'month';
  label: string;
  value: string;
  before: { label: string; value: string };
  after: { label: string; value: string };
  /** Back to now; left out when it is shown. */
  now: { label: string; value: string } | null;
  onChange: (value: string) => void;
};

/** A day or month with the ones before and after it. An emptied field changes nothing. */
export function Stepper({ type, label, value, before, after, now, onChange }: Props) {
  return (
    <span className="at-stepper">
      <Button aria-label={before.label} title={before.label} onClick={() => onChange(before.value)}>
        <Icon name="back" />
      </Button>
      <Input
        type={type}
        aria-label={label}
        value={value}
        onChange={({ target }) => {
          if (target.value) onChange(target.value);
        }}
      />
      <Button aria-label={after.label} title={after.label} className="at-after" onClick={() => onChange(after.value)}>
        <Icon name="back" />
      </Button>
      {now && <Button onClick={() => onChange(now.value)}>{now.label}</Button>}
    </span>
  );
}
