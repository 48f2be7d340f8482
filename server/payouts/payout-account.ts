import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutAccountView } from '../protocol/payouts.ts';
import {
  findCreatorForAccount,
  findPayoutAccount,
  insertPayoutAccount,
  savePayoutAccount,
} from './payout-accounts.store.ts';
import { wordsOfRequirements } from './rules/requirement-words.ts';

/** Where a creator is paid, as far as we know. */
export async function readPayoutAccount(hub: Hub, creatorId: string): Promise<PayoutAccountView> {
  const account = await findPayoutAccount(hub.db, creatorId);
  if (!account) return { state: 'none', country: null, payoutsEnabled: false, missing: [] };
  const missing = wordsOfRequirements(JSON.parse(account.requirements) as string[]);
  return {
    state: account.transfersEnabled && account.payoutsEnabled ? 'ready' : 'missing',
    country: account.country,
    payoutsEnabled: account.payoutsEnabled,
    missing,
  };
}

/**
 * Opens the form of the payment service in which a creator says who they are and where their money
 * goes; the first time with a new account. A link works once and for a few minutes.
 */
export async function startOnboarding(
  hub: Hub,
  creatorId: string,
  { country }: { country: string },
): Promise<{ url: string }> {
  const page = `${hub.publicUrl}/app/creator/payout-account`;
  try {
    const known = await findPayoutAccount(hub.db, creatorId);
    const account = known?.accountId ?? (await createAccount(hub, creatorId, country));
    const { url } = await hub.payments.stripe.accountLinks.create({
      account,
      type: 'account_onboarding',
      refresh_url: `${page}?again=1`,
      return_url: `${page}?back=1`,
    });
    return { url };
  } catch (error) {
    hub.log.error({ err: error, creatorId }, 'no payout account could be opened');
    throw new Problem('payout_account_unavailable');
  }
}

/**
 * Asks the payment service how a creator's account is. Coming back from its form proves nothing, so
 * the page that a creator comes back to asks this.
 */
export async function refreshPayoutAccount(
  hub: Hub,
  creatorId: string,
): Promise<PayoutAccountView> {
  const account = await findPayoutAccount(hub.db, creatorId);
  if (account) {
    await followPayoutAccount(hub, { accountId: account.accountId }).catch((error: unknown) => {
      hub.log.error({ err: error, creatorId }, 'a payout account could not be looked at');
      throw new Problem('payout_account_unavailable');
    });
  }
  return readPayoutAccount(hub, creatorId);
}

/** Follows 'payout_account.changed': fetches the account and keeps what can be done with it. */
export async function followPayoutAccount(
  hub: Hub,
  { accountId }: { accountId: string },
): Promise<void> {
  const account = await hub.payments.stripe.accounts.retrieve(accountId);
  await savePayoutAccount(hub.db, accountId, { ...factsOf(account), checkedAt: hub.clock.now() });
}

async function createAccount(hub: Hub, creatorId: string, country: string): Promise<string> {
  const creator = await findCreatorForAccount(hub.db, creatorId);
  invariant(creator, `creator ${creatorId} exists`);
  const account = await hub.payments.stripe.accounts.create(
    {
      type: 'express',
      country,
      email: creator.user.email,
      business_type: 'individual',
      business_profile: { product_description: creator.displayName },
      capabilities: { transfers: { requested: true } },
      metadata: { creatorId },
    },
    { idempotencyKey: `payout-account:${creatorId}:${country}` },
  );
  const now = hub.clock.now();
  const { id: accountId } = account;
  await insertPayoutAccount(hub.db, {
    creatorId,
    accountId,
    country,
    createdAt: now,
    checkedAt: now,
    ...factsOf(account),
  });
  // Of two that were opened at once, in two countries, the one that was written down is used.
  return (await findPayoutAccount(hub.db, creatorId))?.accountId ?? accountId;
}

function factsOf(account: Stripe.Account) {
  const { details_submitted, payouts_enabled, capabilities, requirements } = account;
  return {
    detailsSubmitted: details_submitted,
    payoutsEnabled: payouts_enabled,
    transfersEnabled: capabilities?.transfers === 'active',
    requirements: JSON.stringify(requirements?.currently_due ?? []),
    disabledReason: requirements?.disabled_reason ?? null,
    destinationKey: destinationKeyOf(account),
  };
}

/** The same for two accounts that pay on to one bank account; what it is cannot be read from it. */
function destinationKeyOf({ external_accounts }: Stripe.Account): string | null {
  const fingerprint = external_accounts?.data[0]?.fingerprint;
  return fingerprint
    ? createHash('sha256').update(`destination:${fingerprint}`).digest('base64url')
    : null;
}
