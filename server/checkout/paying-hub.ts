import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';

/** What is written on everything that a rehearsal pays or gets back at the payment service. */
export function markOf(drop: { rehearsalOf: string | null }): { rehearsal?: 'yes' } {
  return drop.rehearsalOf === null ? {} : { rehearsal: 'yes' };
}

/**
 * The hub with the payment service that a drop is paid at: a rehearsal at the built-in test server,
 * whatever the hub itself is paid at, so that no card is ever charged for it.
 */
export function payingHub(hub: Hub, drop: { rehearsalOf: string | null }): Hub {
  if (drop.rehearsalOf === null || hub.payments === hub.testPayments) return hub;
  if (!hub.testPayments) throw new Problem('payment_unavailable');
  return { ...hub, payments: hub.testPayments };
}
