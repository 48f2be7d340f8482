/** Holds back what arrives for as long as the stream is behind the truth. */
export type DelayLine = {
  /** Runs `show` in its turn: at once without a delay, else when its time has come. */
  add(show: () => void): void;
  /** The delay is another one: what is due by it now runs. */
  changed(): void;
  /** Forgets all that waits. */
  clear(): void;
};

/** Keeps the order of what arrives, also when the delay is changed while things wait. */
export function createDelayLine(delayMs: () => number): DelayLine {
  let waiting: { at: number; show: () => void }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function run(): void {
    clearTimeout(timer);
    const dueSince = performance.now() - delayMs();
    while (waiting[0] && waiting[0].at <= dueSince) waiting.shift()?.show();
    if (waiting[0]) timer = setTimeout(run, waiting[0].at - dueSince);
  }

  return {
    add: (show) => {
      waiting.push({ at: performance.now(), show });
      run();
    },
    changed: run,
    clear: () => {
      waiting = [];
      clearTimeout(timer);
    },
  };
}
