import type Stripe from 'stripe';
import { nowSeconds, type World } from './world.ts';

/** The fee of a card payment in the United States: 2.9 % and 30 minor units, half up. */
export function processingFeeMinor(amountMinor: number): number {
  return Math.floor((amountMinor * 290 + 5_000) / 10_000) + 30;
}

/** Books one movement of the account's balance; `amountMinor` is negative when money leaves. */
export function bookBalance(
  world: World,
  movement: {
    type: 'charge' | 'payment' | 'refund' | 'payment_refund' | 'adjustment' | 'transfer';
    amountMinor: number;
    feeMinor: number;
    currency: string;
    source: string;
    description: string | null;
  },
): Stripe.BalanceTransaction {
  const { type, amountMinor, feeMinor, currency, source, description } = movement;
  const created = nowSeconds(world);
  const transaction: Stripe.BalanceTransaction = {
    id: world.newId('txn_'),
    object: 'balance_transaction',
    amount: amountMinor,
    available_on: created + TWO_DAYS_SECONDS,
    balance_type: 'payments',
    created,
    currency,
    description,
    exchange_rate: null,
    fee: feeMinor,
    fee_details: feeDetails(feeMinor, currency),
    net: amountMinor - feeMinor,
    reporting_category: REPORTING_CATEGORY[type],
    source,
    status: 'pending',
    type,
  };
  world.store.insert('balance_transaction', transaction);
  return transaction;
}

const TWO_DAYS_SECONDS = 2 * 24 * 3_600;

const REPORTING_CATEGORY = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  adjustment: 'dispute',
  transfer: 'transfer',
};

function feeDetails(feeMinor: number, currency: string): Stripe.BalanceTransaction.FeeDetail[] {
  if (feeMinor === 0) return [];
  const description = 'Stripe processing fees';
  return [{ amount: feeMinor, application: null, currency, description, type: 'stripe_fee' }];
}
