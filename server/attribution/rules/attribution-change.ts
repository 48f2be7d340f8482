/** The acquisitions and decisions of some customers at one moment, as they are stored. */
export type AttributionState<A extends object, D extends object> = {
  acquisitions: A[];
  decisions: D[];
};

/** As one text that `unpackState` reads back exactly. */
export function packState(state: AttributionState<object, object>): string {
  return JSON.stringify(state);
}

/** What `packState` wrote, with its dates as dates again. */
export function unpackState<A extends object, D extends object>(
  text: string,
): AttributionState<A, D> {
  return JSON.parse(text, (key, value: unknown) =>
    typeof value === 'string' && DATES.has(key) ? new Date(value) : value,
  ) as AttributionState<A, D>;
}

const DATES = new Set(['touchAt', 'acquiredAt', 'decidedAt']);
