import type Stripe from 'stripe';
import { bankOf } from './accounts.ts';
import { emit } from './events.ts';
import { listAnswer } from './lists.ts';
import type { Params } from './params.ts';
import { noSuch } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** Of which account a payout is, and what it pays. */
export interface PayoutContent {
  id: string;
  created: number;
  account: string;
  transactions: Stripe.BalanceTransaction[];
}

/** Later: the connected account pays what a transfer brought on to its bank, which may refuse. */
export function payOut(world: World, transferId: string): void {
  const transfer = world.store.find('transfer', transferId);
  if (transfer === undefined) return;
  const amount = transfer.amount - transfer.amount_reversed;
  if (amount <= 0) return;
  const account = String(transfer.destination);
  const isPaid = bankOf(world, account) === 'pays';
  const payout = newPayout(world, { amount, currency: transfer.currency, isPaid });
  world.store.insert('payout', payout);
  world.store.insert('payout_content', {
    id: `content_${payout.id}`,
    created: payout.created,
    account,
    transactions: [paymentOf(world, { transfer, amount })],
  });
  emit(world, { type: isPaid ? 'payout.paid' : 'payout.failed', object: payout, account });
}

/** `GET /v1/payouts/:id`, on behalf of the connected account. */
export function findPayout(world: World, id: string): Stripe.Payout {
  const payout = world.store.find('payout', id);
  if (payout === undefined || contentOf(world, id)?.account !== world.account) {
    throw noSuch('payout', { id, param: 'payout' });
  }
  return payout;
}

/** `GET /v1/payouts`, on behalf of the connected account. */
export function listPayouts(world: World, params: Params) {
  const { from, to } = params.range('created');
  params.ignore(['limit', 'status', 'starting_after', 'ending_before']);
  params.finish();
  const contents = world.store.list('payout_content', { limit: 1_000, from, to });
  const payouts = contents
    .filter(({ account }) => account === world.account)
    .flatMap(({ id }) => world.store.find('payout', id.replace('content_', '')) ?? []);
  return listAnswer(payouts, { url: '/v1/payouts', hasMore: false });
}

/** `GET /v1/balance_transactions?payout=…`, on behalf of the connected account. */
export function listTransactionsOfPayout(world: World, params: Params) {
  const id = params.requiredText('payout');
  params.ignore(['limit', 'type', 'starting_after', 'ending_before']);
  params.finish();
  findPayout(world, id);
  const transactions = contentOf(world, id)?.transactions ?? [];
  return listAnswer(transactions, { url: '/v1/balance_transactions', hasMore: false });
}

function contentOf(world: World, payoutId: string): PayoutContent | undefined {
  return world.store.find('payout_content', `content_${payoutId}`);
}

function paymentOf(
  world: World,
  { transfer, amount }: { transfer: Stripe.Transfer; amount: number },
): Stripe.BalanceTransaction {
  const created = nowSeconds(world);
  return {
    id: world.newId('txn_'),
    object: 'balance_transaction',
    amount,
    available_on: created,
    balance_type: 'payments',
    created,
    currency: transfer.currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: 'charge',
    source: String(transfer.destination_payment),
    status: 'available',
    type: 'payment',
  };
}

function newPayout(
  world: World,
  { amount, currency, isPaid }: { amount: number; currency: string; isPaid: boolean },
): Stripe.Payout {
  const created = nowSeconds(world);
  return {
    id: world.newId('po_'),
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: created,
    automatic: true,
    balance_transaction: null,
    created,
    currency,
    description: 'STRIPE PAYOUT',
    destination: null,
    failure_balance_transaction: null,
    failure_code: isPaid ? null : 'account_closed',
    failure_message: isPaid ? null : 'The bank account has been closed.',
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: isPaid ? 'paid' : 'failed',
    trace_id: null,
    type: 'bank_account',
  };
}
