import { useId } from 'react';

type Props = {
  label: string;
  value: string;
  onChange: (code: string) => void;
  /** Six digits, so that a phone shows its figures; recovery codes have letters. */
  digits?: boolean;
  wrong?: boolean;
};

/** For a code of the app, or a recovery code. */
export function CodeField({ label, value, onChange, digits = false, wrong = false }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="factor-code"
        inputMode={digits ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        required
        minLength={6}
        maxLength={digits ? 7 : 30}
        aria-invalid={wrong}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
