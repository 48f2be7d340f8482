import type { DropStateMessage } from '../../server/protocol/live-events.ts';

/**
 * Whether a message replaces what the page has. Another epoch always does (the database was
 * replaced); else only a higher version, so that late and doubled messages do no harm.
 */
export function isNewer(have: DropStateMessage | null, message: DropStateMessage): boolean {
  if (have === null || have.d !== message.d) return true;
  return have.ep !== message.ep || message.v > have.v;
}
