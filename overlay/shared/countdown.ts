const LOOK_MS = 250;
const SAME_CLOCK_MS = 20;

/**
 * Calls `onTick` at once and then whenever the shown second changes, with the milliseconds that are
 * left until `targetAt()`. Both times are the server's; nothing is added up. A page that slept, or
 * whose clock was measured anew, ticks within a quarter of a second. Returns the function that stops
 * it.
 */
export function startCountdown(options: {
  now: () => number;
  /** Whether `now` is no estimate. */
  isSure?: () => boolean;
  /** Epoch milliseconds; null: nothing to count down to at the moment. */
  targetAt: () => number | null;
  onTick: (leftMs: number | null) => void;
}): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let aheadMs = 0;
  let wasSure = true;
  const isSure = () => options.isSure?.() ?? true;

  function tick(): void {
    clearTimeout(timer);
    aheadMs = options.now() - performance.now();
    wasSure = isSure();
    const targetAt = options.targetAt();
    const leftMs = targetAt === null ? null : Math.max(0, targetAt - options.now());
    timer = setTimeout(tick, leftMs === null ? 1_000 : untilNextSecondMs(leftMs));
    options.onTick(leftMs);
  }

  const onVisible = () => {
    if (document.visibilityState === 'visible') tick();
  };
  const looking = setInterval(() => {
    const isSame = Math.abs(options.now() - performance.now() - aheadMs) < SAME_CLOCK_MS;
    if (!isSame || wasSure !== isSure()) tick();
  }, LOOK_MS);
  document.addEventListener('visibilitychange', onVisible);
  tick();
  return () => {
    clearTimeout(timer);
    clearInterval(looking);
    document.removeEventListener('visibilitychange', onVisible);
  };
}

/**
 * `42:07`, `3:42:07` or `2d 03:42:07`; with `≈ ` before it while nobody knows the time for sure.
 * Rounds up, so that zero shows only when it is over.
 */
export function countdownText(leftMs: number, { isSure } = { isSure: true }): string {
  return `${isSure ? '' : '≈ '}${timeText(leftMs)}`;
}

function timeText(leftMs: number): string {
  const total = Math.ceil(Math.max(0, leftMs) / 1_000);
  const seconds = two(total % 60);
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600) % 24;
  const days = Math.floor(total / 86_400);
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}:${seconds}`;
  if (hours > 0) return `${hours}:${two(minutes)}:${seconds}`;
  return `${two(minutes)}:${seconds}`;
}

/** What the countdown of a drop counts to: its start, then its end, then nothing. */
export function countdownTarget(
  facts: { startsAt: number; endsAt: number; endedAt: number | null },
  now: number,
): number | null {
  if (facts.endedAt !== null || now >= facts.endsAt) return null;
  return now < facts.startsAt ? facts.startsAt : facts.endsAt;
}

/** A few milliseconds past the change, because timers may fire early. */
function untilNextSecondMs(leftMs: number): number {
  return (leftMs % 1_000 || 1_000) + 4;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
