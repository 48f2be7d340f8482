import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  creditHistorySchema,
  listCreditSchema,
  listVouchersSchema,
  voucherCodeSchema,
} from '../protocol/benefits.schema.ts';
import { listCredit, readCreditHistory } from './list-credit.ts';
import { listVouchers } from './list-vouchers.ts';
import { readVoucher } from './read-voucher.ts';
import { redeemVoucher } from './redeem-voucher.ts';
import { undoRedemption } from './undo-redemption.ts';

export const benefitsRouter = router({
  credit: brandProcedure('viewer')
    .input(listCreditSchema)
    .query(({ ctx, input }) => listCredit(ctx.hub, input)),
  creditHistory: brandProcedure('viewer')
    .input(creditHistorySchema)
    .query(({ ctx, input }) => readCreditHistory(ctx.hub, input)),
  vouchers: brandProcedure('viewer')
    .input(listVouchersSchema)
    .query(({ ctx, input }) => listVouchers(ctx.hub, input)),
  voucher: brandProcedure('viewer')
    .input(voucherCodeSchema)
    .query(({ ctx, input }) => readVoucher(ctx.hub, input)),
  redeemVoucher: brandProcedure('manager')
    .input(voucherCodeSchema)
    .mutation(({ ctx, input }) => redeemVoucher(ctx.hub, { ...input, by: ctx.me.name })),
  undoRedemption: brandProcedure('manager')
    .input(voucherCodeSchema)
    .mutation(({ ctx, input }) => undoRedemption(ctx.hub, input)),
});
