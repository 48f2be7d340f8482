/**
 * Whether a parsed JSON value has a NUL in any text or name. SQLite keeps such a text and PostgreSQL
 * refuses it in the middle of a statement, so it is refused at the edge, on both alike.
 */
export function holdsNul(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && next.includes('\0')) return true;
    if (typeof next !== 'object' || next === null) continue;
    waiting.push(...Object.keys(next), ...Object.values(next));
  }
  return false;
}
