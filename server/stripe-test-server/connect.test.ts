import { expect, test } from 'vitest';
import { eventTypes, startHarness } from './test-harness.ts';

async function onboarded(outcome: 'pays' | 'fails' | 'unfinished') {
  const harness = await startHarness();
  const { stripe, server } = harness;
  const account = await stripe.accounts.create({
    type: 'express',
    country: 'DE',
    email: 'ana@home.test',
    capabilities: { transfers: { requested: true } },
  });
  server.onboard(account.id, outcome);
  const send = () =>
    stripe.transfers.create(
      { amount: 1_000, currency: 'eur', destination: account.id, transfer_group: 'payout:1:1' },
      { idempotencyKey: 'payout:1:1' },
    );
  return { ...harness, account, send };
}

test('one key makes one transfer, which the bank of the account gets', async () => {
  const { stripe, account, send, advance } = await onboarded('pays');
  const [first, second] = [await send(), await send()];
  expect(second.id).toBe(first.id);
  expect((await stripe.transfers.list({ transfer_group: 'payout:1:1' })).data).toHaveLength(1);
  advance(5);
  expect(await eventTypes(stripe)).toEqual(['account.updated', 'transfer.created', 'payout.paid']);
  const [told] = (await stripe.events.list({ type: 'payout.paid' })).data;
  expect(told?.account).toBe(account.id);
  const payoutId = told?.type === 'payout.paid' ? told.data.object.id : '';
  const on = { stripeAccount: account.id };
  expect(await stripe.payouts.retrieve(payoutId, {}, on)).toMatchObject({ status: 'paid' });
  const paid = await stripe.balanceTransactions.list({ payout: payoutId }, on);
  expect(paid.data.map(({ source }) => source)).toEqual([first.destination_payment]);
  await expect(stripe.payouts.retrieve(payoutId)).rejects.toMatchObject({ statusCode: 404 });
});

test('a bank that fails returns the payout, and a transfer is reversed once', async () => {
  const { stripe, send, advance } = await onboarded('fails');
  const { id } = await send();
  advance(5);
  expect(await eventTypes(stripe)).toContain('payout.failed');
  await stripe.transfers.createReversal(id, { amount: 400 });
  await stripe.transfers.createReversal(id);
  expect(await stripe.transfers.retrieve(id)).toMatchObject({
    amount_reversed: 1_000,
    reversed: true,
  });
  await expect(stripe.transfers.createReversal(id)).rejects.toMatchObject({ statusCode: 400 });
});

test('an account that is not finished takes no transfer and says what is missing', async () => {
  const { stripe, account, send } = await onboarded('unfinished');
  await expect(send()).rejects.toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    details_submitted: true,
    payouts_enabled: false,
    requirements: { currently_due: ['external_account'] },
  });
});

test('an onboarding link works once, then leads to where a new one is made', async () => {
  const { stripe, account } = await onboarded('unfinished');
  const { url } = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    return_url: 'http://hub.test/return',
    refresh_url: 'http://hub.test/refresh',
  });
  const page = await (await fetch(url)).text();
  expect(page).toContain('Use a bank account that works');
  const submit = () =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'pays' }),
      redirect: 'manual',
    });
  expect((await submit()).headers.get('location')).toBe('http://hub.test/return');
  expect((await submit()).headers.get('location')).toBe('http://hub.test/refresh');
  expect((await stripe.accounts.retrieve(account.id)).payouts_enabled).toBe(true);
});
