import { z } from 'zod';
import { listBatches } from '../../payouts/list-batches.ts';
import { listEntries } from '../../payouts/list-entries.ts';
import { id } from '../../protocol/id.schema.ts';
import { ledgerEntry, pageOf, payout } from '../answers.schema.ts';
import { operation } from '../operation.ts';
import { isoTime, isoTimeOrNull } from '../rules/iso-time.ts';

const MONEY = { tag: 'Money', scope: 'money:read', isLiveOnly: true } as const;

export const moneyOperations = [
  operation({
    ...MONEY,
    id: 'listLedgerEntries',
    method: 'get',
    path: '/v1/ledger/entries',
    summary: 'The ledger in the order of its bookings',
    description:
      'Entries are never changed, and appear here 15 minutes after they were booked, in an order that ' +
      'then stays. A program that keeps the id of the last entry that it has read, and goes on from ' +
      'there, reads each entry once. The entries of one transaction sum to zero.',
    querySchema: z.strictObject({
      cursor: id.optional().describe('A `nextCursor`, or the id of the last entry that you have.'),
      limit: z.coerce.number().int().min(1).max(500).optional().describe('Left out: 100.'),
    }),
    answerSchema: pageOf(ledgerEntry),
    run: async (hub, { brand }, { query }) => {
      const { entries, nextCursor } = await listEntries(hub, {
        brandId: brand.id,
        after: query.cursor ?? null,
        limit: query.limit ?? 100,
      });
      const items = entries.map(({ at, amountMinor, currency, ...entry }) => ({
        ...entry,
        at: at.toISOString(),
        amount: { minor: amountMinor, currency },
      }));
      return { items, nextCursor };
    },
  }),
  operation({
    ...MONEY,
    id: 'listPayouts',
    method: 'get',
    path: '/v1/payouts',
    summary: 'What you sent to creators, the newest batch first',
    answerSchema: pageOf(payout),
    run: async (hub, { brand }) => {
      const batches = await listBatches(hub.db, brand.id);
      const items = batches.flatMap(({ number, createdAt, items: payouts }) =>
        payouts.map((one) => ({
          id: one.id,
          batchNumber: number,
          creatorId: one.creatorId,
          creatorName: one.creatorName,
          amount: one.amount,
          state: one.state,
          createdAt: isoTime(createdAt),
          paidAt: isoTimeOrNull(one.paidAt),
        })),
      );
      return { items, nextCursor: null };
    },
  }),
];
