import { createHmac } from 'node:crypto';

/** What decides who is held out. */
export type Assignment = { assignmentKey: string; holdoutBps: number };

/**
 * Whether a visitor is held out: HMAC-SHA256 of the visitor under the experiment's key, its first
 * 48 bits modulo 10,000, against the share in basis points. The same on every node and at every
 * click, without a query; and another experiment has another key, so that it draws anew.
 */
export function isHeldOut({ assignmentKey, holdoutBps }: Assignment, visitorId: string): boolean {
  return bucketOf(assignmentKey, visitorId) < holdoutBps;
}

/** 0–9,999, each as likely as another (to one part in 28 billion). */
export function bucketOf(assignmentKey: string, visitorId: string): number {
  return createHmac('sha256', assignmentKey).update(visitorId).digest().readUIntBE(0, 6) % 10_000;
}
