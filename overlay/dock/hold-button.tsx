/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const HOLD_MS = 900;
const ARMED_MS = 4_000;

/**
 * A button that must be held, by pointer or by key (Enter or Space), so that nothing on air hangs on a
 * slip. Whoever cannot hold (a switch, a screen reader) presses it and then confirms.
 */
export function HoldButton({
  children,
  disabled,
  isBusy,
  onDone,
}: {
  children: ComponentChildren;
  disabled: boolean;
  isBusy: boolean;
  onDone: () => void;
}) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [step, setStep] = useState<'idle' | 'holding' | 'armed'>('idle');
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!disabled) return;
    clearTimeout(timer.current);
    setStep('idle');
  }, [disabled]);

  function stop(): void {
    clearTimeout(timer.current);
  }
  function begin(): void {
    if (disabled || step === 'holding') return;
    stop();
    setStep('holding');
    timer.current = setTimeout(finish, HOLD_MS);
  }
  function finish(): void {
    stop();
    setStep('idle');
    onDone();
  }
  function letGo(): void {
    if (step !== 'holding') return;
    stop();
    setStep('idle');
  }
  /** A press that neither pointer nor key has begun. */
  function pressed(event: MouseEvent): void {
    if (disabled || event.detail !== 0) return;
    stop();
    if (step === 'armed') finish();
    else {
      setStep('armed');
      timer.current = setTimeout(() => setStep('idle'), ARMED_MS);
    }
  }
  return (
    <button
      type="button"
      class={`button hold is-${step}`}
      disabled={disabled}
      aria-busy={isBusy}
      onPointerDown={begin}
      onPointerUp={letGo}
      onPointerLeave={letGo}
      onPointerCancel={letGo}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        if (!event.repeat) begin();
      }}
      onKeyUp={letGo}
      onBlur={letGo}
      onClick={pressed}
    >
      <span class="hold-fill" aria-hidden="true" />
      <span class="hold-text">{step === 'armed' ? 'Press again to confirm' : children}</span>
    </button>
  );
}
