import type Stripe from 'stripe';
import { emit } from './events.ts';
import type { Params } from './params.ts';
import { fingerprintOf } from './payment-methods.ts';
import type { StoredAccount } from './store.ts';
import { noSuch, StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** What the bank of an account does with money; chosen on the onboarding page. */
export type BankBehaviour = 'pays' | 'fails';

/** How a person leaves the onboarding page. */
export type OnboardingOutcome = BankBehaviour | 'shares' | 'unfinished';

/** `POST /v1/accounts`: a connected account that can do nothing before its owner was onboarded. */
export function createAccount(world: World, params: Params): Stripe.Account {
  const type = params.choice('type', ['express', 'standard', 'custom']) ?? 'standard';
  const country = params.text('country') ?? 'US';
  const email = params.text('email');
  const metadata = params.metadata('metadata');
  const asked = params
    .child('capabilities')
    ?.child('transfers')
    ?.choice('requested', ['true', 'false']);
  params.ignore(['business_type', 'business_profile', 'default_currency']);
  params.finish();
  const account: StoredAccount = {
    id: world.newId('acct_', 16),
    object: 'account',
    capabilities: asked === 'true' ? { transfers: 'inactive' } : {},
    charges_enabled: false,
    country,
    created: nowSeconds(world),
    default_currency: 'eur',
    details_submitted: false,
    email,
    metadata,
    payouts_enabled: false,
    requirements: requirementsOf(['external_account', 'tos_acceptance.date']),
    type,
  };
  world.store.insert('account', account);
  return account;
}

/** `GET /v1/accounts/:id` */
export function findAccount(world: World, id: string): StoredAccount {
  const account = world.store.find('account', id);
  if (account === undefined) throw noSuch('account', { id, param: 'account' });
  return account;
}

/** The owner has filled in the form; without a bank account the account cannot pay out. */
export function finishOnboarding(
  world: World,
  id: string,
  outcome: OnboardingOutcome,
): Stripe.Account {
  const account = findAccount(world, id);
  const isReady = outcome !== 'unfinished';
  const updated: StoredAccount = {
    ...account,
    details_submitted: true,
    payouts_enabled: isReady,
    capabilities: { ...account.capabilities, transfers: isReady ? 'active' : 'inactive' },
    requirements: requirementsOf(isReady ? [] : ['external_account']),
    ...(isReady && { external_accounts: bankAccountsOf(id, outcome) }),
  };
  world.store.update('account', updated);
  setBank(world, id, outcome === 'fails' ? 'fails' : 'pays');
  emit(world, { type: 'account.updated', object: updated, account: id });
  return updated;
}

/** What the account's bank does with the next payout. */
export function bankOf(world: World, accountId: string): BankBehaviour {
  return world.store.find('account_bank', `bank_${accountId}`)?.behaviour ?? 'pays';
}

/** Refuses what an account without the capability cannot take, in Stripe's words. */
export function requireTransfers(account: Stripe.Account): void {
  if (account.capabilities?.transfers === 'active') return;
  throw new StripeFault(
    'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    { code: 'insufficient_capabilities_for_transfer' },
  );
}

function setBank(world: World, accountId: string, behaviour: BankBehaviour): void {
  const bank = { id: `bank_${accountId}`, created: nowSeconds(world), behaviour };
  if (world.store.find('account_bank', bank.id)) world.store.update('account_bank', bank);
  else world.store.insert('account_bank', bank);
}

/** The accounts of everybody who chose to share are one and the same. */
function bankAccountsOf(
  accountId: string,
  outcome: OnboardingOutcome,
): Stripe.ApiList<Stripe.ExternalAccount> {
  const number = outcome === 'shares' ? 'shared' : accountId;
  const bankAccount = {
    id: `ba_${accountId.slice(5)}`,
    object: 'bank_account',
    account: accountId,
    bank_name: 'Test bank',
    country: 'DE',
    currency: 'eur',
    fingerprint: fingerprintOf(number),
    last4: '3000',
    status: 'new',
  } as Stripe.BankAccount;
  const url = `/v1/accounts/${accountId}/external_accounts`;
  return { object: 'list', data: [bankAccount], has_more: false, url };
}

function requirementsOf(due: string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}
