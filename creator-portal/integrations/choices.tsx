import { CheckField } from '../ui/field.tsx';

/** Any number of a table of words, each with its sentence. */
export function Choices<Word extends string>(given: {
  legend: string;
  choices: Readonly<Partial<Record<Word, string>>>;
  chosen: readonly Word[];
  onChange: (chosen: Word[]) => void;
  error: string | null;
}) {
  const words = Object.keys(given.choices) as Word[];
  const toggle = (word: Word, isOn: boolean) =>
    given.onChange(words.filter((one) => (one === word ? isOn : given.chosen.includes(one))));
  return (
    <fieldset className="space-y-1">
      <legend className="mb-1 text-sm font-medium">{given.legend}</legend>
      {words.map((word) => (
        <CheckField
          key={word}
          label={given.choices[word] ?? word}
          hint={<code className="text-xs">{word}</code>}
          checked={given.chosen.includes(word)}
          onChange={(event) => toggle(word, event.target.checked)}
        />
      ))}
      {given.error && <p className="text-sm text-bad">{given.error}</p>}
    </fieldset>
  );
}
