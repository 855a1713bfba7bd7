/** What is asked for is what every telephone can send; the server looks at the bytes. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

type Props = { id: string; label: string; onChosen: (file: File | null) => void };

/** One photograph or PDF of a paper. */
export function PaperInput({ id, label, onChosen }: Props) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={ACCEPTED}
        required
        onChange={(event) => onChosen(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}
