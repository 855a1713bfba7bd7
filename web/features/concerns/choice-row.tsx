type ChoiceRowProps<C extends string> = {
  legend: string;
  name: string;
  choices: readonly C[];
  chosen: C;
  wordOf: (choice: C) => string;
  onChoose: (choice: C) => void;
};

/** One of a few, each a tap. */
export function ChoiceRow<C extends string>({ legend, name, choices, chosen, wordOf, onChoose }: ChoiceRowProps<C>) {
  return (
    <fieldset className="co-choices">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === chosen} onChange={() => onChoose(choice)} />
          {wordOf(choice)}
        </label>
      ))}
    </fieldset>
  );
}
