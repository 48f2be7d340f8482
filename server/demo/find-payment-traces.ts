import type { Hub } from '../platform/hub.ts';

const AT_ONCE = 8;

/**
 * The payments, charges and customers behind payment pages, paid or not: only the payment service
 * knows them all. What it cannot name any more leaves a line in the log of its events, nothing else.
 */
export async function findPaymentTraces(
  { payments, log }: Pick<Hub, 'payments' | 'log'>,
  sessionIds: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...sessionIds];
  const work = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) {
      try {
        found.push(...(await tracesOf(payments, id)));
      } catch (error) {
        log.warn({ err: error, sessionId: id }, 'the payment service has forgotten a demo payment');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

async function tracesOf({ stripe }: Hub['payments'], sessionId: string): Promise<string[]> {
  const session = await stripe.checkout.sessions.retrieve(sessionId);
  const intentId = idOf(session.payment_intent);
  const customerId = idOf(session.customer);
  const charges = intentId ? await stripe.charges.list({ payment_intent: intentId }) : null;
  const ids = [intentId, customerId, ...(charges?.data.map(({ id }) => id) ?? [])];
  return ids.filter((id) => id !== null);
}

function idOf(named: string | { id: string } | null): string | null {
  return typeof named === 'string' ? named : (named?.id ?? null);
}
