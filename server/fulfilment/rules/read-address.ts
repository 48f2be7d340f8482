import type { PostalAddress } from '../../protocol/fulfilment.ts';

/** The address of an order, kept as Stripe's JSON, in our words; null: there is none. */
export function readAddress(json: string | null): PostalAddress | null {
  if (json === null) return null;
  const address = JSON.parse(json) as Record<string, unknown>;
  const text = (key: string) => (typeof address[key] === 'string' ? address[key] : '');
  return {
    line1: text('line1'),
    line2: text('line2'),
    postalCode: text('postal_code'),
    city: text('city'),
    state: text('state'),
    country: text('country'),
  };
}
