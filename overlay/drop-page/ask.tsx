/** @jsxImportSource preact */
import type { InputHTMLAttributes } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import { Notice } from '../viewer-page/notice.tsx';

/** One question with one button; what stood in the way is said below it. */
export function Ask(asked: {
  id: string;
  label: string;
  hint?: string;
  action: string;
  value: string;
  onWrite: (value: string) => void;
  /** Answers what stood in the way, or null. */
  onSend: () => Promise<PageProblem | null>;
  input?: InputHTMLAttributes<HTMLInputElement>;
  /** It follows a question that was answered just now. */
  takesFocus?: boolean;
}) {
  const { id, value, takesFocus } = asked;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const send = async (event: Event) => {
    event.preventDefault();
    if (isBusy || value.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const stood = await asked.onSend();
    setProblem(stood);
    setBusy(false);
  };
  return (
    <form class="ask" onSubmit={(event) => void send(event)}>
      <label for={id}>{asked.label}</label>
      <div class="ask-row">
        <input
          ref={field}
          id={id}
          type="text"
          required
          {...asked.input}
          value={value}
          onInput={(event) => asked.onWrite(event.currentTarget.value)}
          aria-describedby={asked.hint ? `${id}-hint` : undefined}
        />
        <button type="submit" class="button is-quiet" disabled={isBusy} aria-busy={isBusy}>
          {asked.action}
        </button>
      </div>
      {asked.hint && (
        <span id={`${id}-hint`} class="soft fine">
          {asked.hint}
        </span>
      )}
      {problem && <Notice tone="bad">{problem.message}</Notice>}
    </form>
  );
}
