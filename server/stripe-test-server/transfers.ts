import type Stripe from 'stripe';
import { findAccount, requireTransfers } from './accounts.ts';
import { plan } from './agenda.ts';
import { bookBalance } from './balance-transactions.ts';
import { emit } from './events.ts';
import { listAnswer, listPage } from './lists.ts';
import type { Params } from './params.ts';
import { invalidParam, noSuch, StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/transfers`: money of the platform goes to a connected account, which pays it out later. */
export function createTransfer(world: World, params: Params): Stripe.Transfer {
  const amount = params.requiredInteger('amount');
  const currency = params.requiredText('currency').toLowerCase();
  const destination = findAccount(world, params.requiredText('destination'));
  const description = params.text('description');
  const metadata = params.metadata('metadata');
  const group = params.text('transfer_group');
  params.ignore(['source_transaction', 'source_type']);
  params.finish();
  if (amount < 1) {
    throw invalidParam('This value must be greater than or equal to 1.', { param: 'amount' });
  }
  requireTransfers(destination);
  const id = world.newId('tr_');
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: bookTransfer(world, { id, amountMinor: -amount, currency }),
    created: nowSeconds(world),
    currency,
    description,
    destination: destination.id,
    destination_payment: world.newId('py_'),
    livemode: false,
    metadata,
    reversals: listAnswer<Stripe.TransferReversal>([], {
      url: `/v1/transfers/${id}/reversals`,
      hasMore: false,
    }),
    reversed: false,
    source_transaction: null,
    source_type: 'card',
    transfer_group: group ?? `group_${id}`,
  };
  world.store.insert('transfer', transfer);
  emit(world, { type: 'transfer.created', object: transfer });
  plan(world, { task: 'pay_out', subject: id, dueAt: nowSeconds(world) + world.delayedSeconds });
  return transfer;
}

/** `GET /v1/transfers/:id` */
export function findTransfer(world: World, id: string): Stripe.Transfer {
  const transfer = world.store.find('transfer', id);
  if (transfer === undefined) throw noSuch('transfer', { id, param: 'id' });
  return transfer;
}

/** `GET /v1/transfers` */
export function listTransfers(world: World, params: Params) {
  const group = params.text('transfer_group');
  const destination = params.text('destination');
  const fields = {
    ...(group === null ? {} : { transfer_group: group }),
    ...(destination === null ? {} : { destination }),
  };
  return listPage(world, params, { kind: 'transfer', url: '/v1/transfers', fields });
}

/** `POST /v1/transfers/:id/reversals`: all or a part comes back to the platform. */
export function createReversal(
  world: World,
  params: Params,
  transferId: string,
): Stripe.TransferReversal {
  const transfer = findTransfer(world, transferId);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = params.integer('amount') ?? left;
  const metadata = params.metadata('metadata');
  params.ignore(['description', 'refund_application_fee']);
  params.finish();
  if (amount < 1 || amount > left) {
    throw new StripeFault(`Transfer ${transferId} has only ${left} left to reverse.`, {
      param: 'amount',
      code: left === 0 ? 'transfer_already_reversed' : 'amount_too_large',
    });
  }
  const id = world.newId('trr_');
  const { currency } = transfer;
  const reversal: Stripe.TransferReversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: bookTransfer(world, { id, amountMinor: amount, currency }),
    created: nowSeconds(world),
    currency,
    destination_payment_refund: world.newId('pyr_'),
    metadata,
    source_refund: null,
    transfer: transferId,
  };
  const reversed = transfer.amount_reversed + amount;
  const updated: Stripe.Transfer = {
    ...transfer,
    amount_reversed: reversed,
    reversed: reversed === transfer.amount,
    reversals: { ...transfer.reversals, data: [reversal, ...transfer.reversals.data] },
  };
  world.store.update('transfer', updated);
  emit(world, { type: 'transfer.reversed', object: updated });
  return reversal;
}

function bookTransfer(
  world: World,
  { id, amountMinor, currency }: { id: string; amountMinor: number; currency: string },
): string {
  const movement = { type: 'transfer', feeMinor: 0, description: null } as const;
  return bookBalance(world, { ...movement, amountMinor, currency, source: id }).id;
}
