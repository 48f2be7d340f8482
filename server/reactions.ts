import { creditHeldOut } from './attribution/credit-held-out.ts';
import { decideOrder } from './attribution/decide-order.ts';
import { followMerge } from './attribution/follow-merge.ts';
import { followUnmerge } from './attribution/follow-unmerge.ts';
import { earnCredit } from './benefits/earn-credit.ts';
import { issueVouchers } from './benefits/issue-vouchers.ts';
import { settleCreditOfRefund } from './benefits/settle-credit-of-refund.ts';
import { voidVouchers } from './benefits/void-vouchers.ts';
import { sendReceipt } from './checkout/send-receipt.ts';
import { flagSelfReferral } from './fraud/flag-self-referral.ts';
import { followRefunds } from './fulfilment/follow-refunds.ts';
import { adjustCommission } from './payouts/adjust-commission.ts';
import { followAttributionChange } from './payouts/follow-attribution-change.ts';
import { followBankPayout } from './payouts/follow-bank-payout.ts';
import { followDisputes } from './payouts/follow-disputes.ts';
import { followFlag } from './payouts/follow-flag.ts';
import { followRedecision } from './payouts/follow-redecision.ts';
import { followTransfer } from './payouts/follow-transfer.ts';
import { followPayoutAccount } from './payouts/payout-account.ts';
import { postCommission } from './payouts/post-commission.ts';
import { followOrderInLtv } from './payouts/settle-ltv-fees.ts';
import type { Reactions } from './platform/happenings.ts';
import { rebuildReports } from './reports/rebuild-reports.ts';
import { announceOffer } from './viewer/announce-offer.ts';
import { tellClaimsHeld } from './webhooks/tell-claims.ts';
import {
  tellOrderAttributed,
  tellOrderDisputed,
  tellOrderPaid,
  tellOrderRefunded,
} from './webhooks/tell-orders.ts';

/** When this has happened, do that. Each may run twice and must then do nothing more. */
export const reactions = {
  'order.paid': [decideOrder, earnCredit, issueVouchers, sendReceipt, tellOrderPaid],
  'order.decided': [
    creditHeldOut,
    postCommission,
    followDisputes,
    flagSelfReferral,
    tellOrderAttributed,
  ],
  'order.redecided': [followRedecision],
  'customers.merged': [followMerge],
  'customers.unmerged': [followUnmerge],
  'attribution.changed': [followAttributionChange],
  'order.refunded': [
    adjustCommission,
    followOrderInLtv,
    settleCreditOfRefund,
    voidVouchers,
    followRefunds,
    tellOrderRefunded,
  ],
  'order.disputed': [followDisputes, followOrderInLtv, tellOrderDisputed],
  'claims.held': [tellClaimsHeld],
  'flag.decided': [followFlag],
  'transfer.changed': [followTransfer],
  'bank_payout.changed': [followBankPayout],
  'payout_account.changed': [followPayoutAccount],
  'place.offered': [announceOffer],
  'brand.zone_changed': [rebuildReports],
} satisfies Required<Reactions>;
