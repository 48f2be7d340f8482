/** @jsxImportSource preact */

/** A number of units with two large buttons. */
export function Stepper(given: {
  /** What is counted, for whoever hears the page. */
  label: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
}) {
  const { label, value, most, onChange } = given;
  return (
    <fieldset class="stepper">
      <legend class="sr-only">{label}</legend>
      <button
        type="button"
        class="button is-step"
        aria-label="One less"
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <output class="stepper-value" aria-live="polite">
        {value}
      </output>
      <button
        type="button"
        class="button is-step"
        aria-label="One more"
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </fieldset>
  );
}
