import { newTimedSecret } from '../platform/ids.ts';
import { type Visitor, visitorOf } from './rules/visitor-cookie.ts';

/** A browser that was never seen. */
export function newVisitor(now: Date): Visitor {
  return visitorOf(newTimedSecret(now));
}
