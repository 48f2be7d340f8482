type Named = { fingerprint?: string | null } | undefined;
type PaidIntent = {
  livemode: boolean;
  latest_charge:
    | string
    | { payment_method_details: { card?: Named; sepa_debit?: Named } | null }
    | null;
};

/**
 * What the payment service calls the card, or the account, that paid; null where it names none. Cards
 * of its test mode say nothing: everybody who tries pays with the same few.
 */
export function cardFingerprint({ livemode, latest_charge: charge }: PaidIntent): string | null {
  if (!livemode) return null;
  const method = typeof charge === 'string' ? null : charge?.payment_method_details;
  return method?.card?.fingerprint ?? method?.sepa_debit?.fingerprint ?? null;
}
