const HALF = 4;

/** ABCD-EFGH, whatever way it was typed. */
function asCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^A-Z2-9]/g, '')
    .slice(0, 2 * HALF);
  return plain.length > HALF ? `${plain.slice(0, HALF)}-${plain.slice(HALF)}` : plain;
}

type PairingCodeInputProps = {
  label: string;
  /** Ids of what explains it and of what is wrong with it. */
  describedBy: string;
  isWrong: boolean;
  code: string;
  onCode: (code: string) => void;
};

/** Takes the code of eight by which a screen is connected. */
export function PairingCodeInput({ label, describedBy, isWrong, code, onCode }: PairingCodeInputProps) {
  return (
    <input
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      placeholder="XXXX-XXXX"
      value={code}
      onChange={(event) => onCode(asCode(event.target.value))}
    />
  );
}
