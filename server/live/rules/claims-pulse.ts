/** Units that were claimed in each of the last seconds, newest last. */
export type ClaimsPulse = readonly number[];

const SECONDS = 60;

/** The pulse at `now` (milliseconds) of units that were claimed at these moments. */
export function pulseOf(
  claimed: readonly { at: number; units: number }[],
  now: number,
): ClaimsPulse {
  const pulse = Array.from({ length: SECONDS }, () => 0);
  for (const { at, units } of claimed) {
    const second = SECONDS - 1 - Math.max(0, Math.floor((now - at) / 1_000));
    if (second >= 0) pulse[second] = (pulse[second] ?? 0) + units;
  }
  return pulse;
}

/** The pulse one second later. */
export function afterSecond(pulse: ClaimsPulse, units: number): ClaimsPulse {
  return [...pulse, units].slice(-SECONDS);
}

export function perMinute(pulse: ClaimsPulse): number {
  return pulse.reduce((sum, units) => sum + units, 0);
}
