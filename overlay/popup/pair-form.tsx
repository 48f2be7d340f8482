/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Acts } from './run-counter.ts';

/** Asks for the code that the portal shows once. */
export function PairForm(given: {
  code: string;
  acts: Acts;
  /** Part of another page, which has its own heading. */
  isInside?: boolean;
}) {
  const [code, setCode] = useState(given.code);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(await given.acts.pair(code));
    setBusy(false);
  }
  const form = (
    <form class="pair-form" onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>Pairing code</span>
        <input
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
          placeholder="XXXX-XXXX"
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          minLength={4}
          maxLength={24}
          required
        />
      </label>
      {problem !== null && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button is-primary" disabled={isBusy} aria-busy={isBusy}>
        Pair this device
      </button>
    </form>
  );
  if (given.isInside) return form;
  return (
    <main class="counter-main pair">
      <h1>Pair this device</h1>
      <p>
        It becomes the counter of a stall and sells with and without a network. A manager makes the
        code in the portal, under Pop-ups; it works once.
      </p>
      {form}
      <p class="fine soft">
        Use the device’s own browser and no private window: what you sell is kept in it until it is
        reported.
      </p>
    </main>
  );
}
