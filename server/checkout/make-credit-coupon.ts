import type { Hub } from '../platform/hub.ts';

/**
 * The one-time coupon by which a payment page asks for less than was quoted: Stripe takes it off the
 * articles. Its id follows from the claim, so that a second request finds it; null without credit.
 */
export async function makeCreditCoupon(
  hub: Hub,
  {
    claimId,
    creditMinor,
    currency,
    expiresAt,
  }: { claimId: string; creditMinor: number; currency: string; expiresAt: Date },
): Promise<string | null> {
  if (creditMinor === 0) return null;
  const id = `credit_${claimId}`;
  const coupon = {
    id,
    name: 'Store credit',
    amount_off: creditMinor,
    currency,
    duration: 'once',
    max_redemptions: 1,
    redeem_by: Math.floor(expiresAt.getTime() / 1000),
    metadata: { claimId },
  } as const;
  await hub.payments.stripe.coupons
    .create(coupon, { idempotencyKey: `coupon:${claimId}` })
    .catch((error: unknown) => {
      // Stripe forgets an idempotency key after a day, and an id never; a claim sets aside once.
      if (!isThereAlready(error)) throw error;
    });
  return id;
}

function isThereAlready(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'resource_already_exists'
  );
}
