-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brand" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "maxPayoutBpsPerOrder" INTEGER NOT NULL DEFAULT 5000,
    "lastOrderNumber" INTEGER NOT NULL DEFAULT 1000,
    "widgetOrigins" TEXT NOT NULL DEFAULT '',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "brand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brand_member" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "brand_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_invitation" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "invitedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "member_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creator" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "avatarHue" INTEGER NOT NULL DEFAULT 210,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "creator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "acquisition" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "contractId" TEXT,
    "contractVersionId" TEXT,
    "linkId" TEXT,
    "clickId" TEXT,
    "touchKind" TEXT NOT NULL,
    "touchAt" TIMESTAMP(3),
    "acquiredAt" TIMESTAMP(3) NOT NULL,
    "firstOrderId" TEXT NOT NULL,

    CONSTRAINT "acquisition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_decision" (
    "orderId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "customerKind" TEXT NOT NULL,
    "saleContractId" TEXT NOT NULL,
    "saleContractVersionId" TEXT NOT NULL,
    "ltvContractId" TEXT,
    "isFirstOrder" BOOLEAN NOT NULL,
    "reason" TEXT,
    "candidates" TEXT NOT NULL,

    CONSTRAINT "order_decision_pkey" PRIMARY KEY ("orderId")
);

-- CreateTable
CREATE TABLE "product" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sku" (
    "id" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "costMinor" BIGINT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "sku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_image" (
    "id" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "widthPx" INTEGER NOT NULL,
    "heightPx" INTEGER NOT NULL,
    "alt" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "product_image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "stripeCustomerId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout_session" (
    "id" TEXT NOT NULL,
    "claimId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "paymentIntentId" TEXT,
    "completedAt" TIMESTAMP(3),
    "expiredAt" TIMESTAMP(3),

    CONSTRAINT "checkout_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "brandId" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "claimId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "contractVersionId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "visitorId" TEXT NOT NULL,
    "clickId" TEXT,
    "claimedAt" TIMESTAMP(3) NOT NULL,
    "capturedAt" TIMESTAMP(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "capturedMinor" BIGINT NOT NULL,
    "itemsMinor" BIGINT NOT NULL,
    "shippingMinor" BIGINT NOT NULL,
    "taxMinor" BIGINT NOT NULL,
    "costMinor" BIGINT NOT NULL,
    "paymentIntentId" TEXT NOT NULL,
    "checkoutSessionId" TEXT NOT NULL,
    "shipToName" TEXT,
    "shipTo" TEXT,
    "receiptSentAt" TIMESTAMP(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "unitCostMinor" BIGINT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "processedAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_token_use" (
    "jti" TEXT NOT NULL,
    "claimId" TEXT NOT NULL,
    "usedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "claim_token_use_pkey" PRIMARY KEY ("jti")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "contractVersionId" TEXT NOT NULL,
    "visitorId" TEXT NOT NULL,
    "clickId" TEXT,
    "idempotencyKey" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "totalMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "heldAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "hardExpiresAt" TIMESTAMP(3) NOT NULL,
    "extendedAt" TIMESTAMP(3),
    "payingAt" TIMESTAMP(3),
    "expiringAt" TIMESTAMP(3),
    "paymentPendingAt" TIMESTAMP(3),
    "paidAt" TIMESTAMP(3),
    "releasedAt" TIMESTAMP(3),
    "releaseReason" TEXT,
    "lateRefundAt" TIMESTAMP(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_line" (
    "id" TEXT NOT NULL,
    "claimId" TEXT NOT NULL,
    "poolId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "rung" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "claim_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_allowance" (
    "dropId" TEXT NOT NULL,
    "customerKey" TEXT NOT NULL,
    "usedUnits" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "customer_allowance_pkey" PRIMARY KEY ("dropId","customerKey")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "creatorId" TEXT,
    "invitedEmail" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract_version" (
    "id" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "terms" TEXT NOT NULL,
    "termsHash" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "acceptedByBrandAt" TIMESTAMP(3),
    "acceptedByCreatorAt" TIMESTAMP(3),
    "declinedAt" TIMESTAMP(3),

    CONSTRAINT "contract_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drop" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "holdSeconds" INTEGER NOT NULL DEFAULT 600,
    "limitPerCustomer" INTEGER NOT NULL DEFAULT 1,
    "shippingMinor" BIGINT NOT NULL DEFAULT 0,
    "shippingPromise" TEXT NOT NULL DEFAULT '',
    "returnsPromise" TEXT NOT NULL DEFAULT '',
    "warrantyPromise" TEXT NOT NULL DEFAULT '',
    "lockSeq" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "publishedAt" TIMESTAMP(3),
    "pausedAt" TIMESTAMP(3),
    "pauseReason" TEXT,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "drop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drop_item" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "drop_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_pool" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "location" TEXT NOT NULL DEFAULT 'central',
    "audience" TEXT NOT NULL DEFAULT 'everyone',
    "capacity" INTEGER NOT NULL,
    "available" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,
    "leased" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "audience" TEXT NOT NULL DEFAULT 'everyone',
    "capUnits" INTEGER,
    "usedUnits" INTEGER NOT NULL DEFAULT 0,
    "opensAt" TIMESTAMP(3),
    "closesAt" TIMESTAMP(3),

    CONSTRAINT "gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drop_event" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',

    CONSTRAINT "drop_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" TEXT NOT NULL,
    "poolId" TEXT NOT NULL,
    "claimId" TEXT,
    "kind" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "spokenCode" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "dropId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "pausedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "click" (
    "id" TEXT NOT NULL,
    "linkId" TEXT NOT NULL,
    "contractVersionId" TEXT,
    "visitorId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "verdict" TEXT NOT NULL,
    "rawReason" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "startsVisit" BOOLEAN NOT NULL DEFAULT true,
    "referrerHost" TEXT,
    "networkPrefix" TEXT,
    "networkHash" TEXT,

    CONSTRAINT "click_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orphan_hits" (
    "day" TEXT NOT NULL,
    "hits" INTEGER NOT NULL,

    CONSTRAINT "orphan_hits_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "overlay" (
    "id" TEXT NOT NULL,
    "creatorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "layout" TEXT NOT NULL DEFAULT 'landscape',
    "options" TEXT NOT NULL DEFAULT '{}',
    "keyHash" TEXT NOT NULL,
    "keyVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "rotatedAt" TIMESTAMP(3),
    "lastSeenAt" TIMESTAMP(3),

    CONSTRAINT "overlay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_line" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "creatorId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "contractVersionId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rateKind" TEXT NOT NULL,
    "rateBps" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "baseMinor" BIGINT NOT NULL,
    "earnedMinor" BIGINT NOT NULL,
    "earnedAt" TIMESTAMP(3) NOT NULL,
    "holdUntil" TIMESTAMP(3) NOT NULL,
    "releasedAt" TIMESTAMP(3),

    CONSTRAINT "commission_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "memo" TEXT NOT NULL,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "transactionId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "creatorId" TEXT,
    "contractId" TEXT,
    "lineId" TEXT,
    "currency" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_batch" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "approvedAt" TIMESTAMP(3),
    "approvedBy" TEXT,
    "canceledAt" TIMESTAMP(3),

    CONSTRAINT "payout_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_item" (
    "id" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "creatorId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "paidAt" TIMESTAMP(3),
    "paidNote" TEXT,
    "failedAt" TIMESTAMP(3),

    CONSTRAINT "payout_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_item_entry" (
    "entryId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,

    CONSTRAINT "payout_item_entry_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "happening" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "notBefore" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "happening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "lastError" TEXT,

    CONSTRAINT "outbox_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub_setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "hub_setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "brand_slug_key" ON "brand"("slug");

-- CreateIndex
CREATE INDEX "brand_member_userId_idx" ON "brand_member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "brand_member_brandId_userId_key" ON "brand_member"("brandId", "userId");

-- CreateIndex
CREATE INDEX "member_invitation_email_idx" ON "member_invitation"("email");

-- CreateIndex
CREATE INDEX "member_invitation_brandId_idx" ON "member_invitation"("brandId");

-- CreateIndex
CREATE UNIQUE INDEX "creator_userId_key" ON "creator"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "creator_handle_key" ON "creator"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "acquisition_customerId_key" ON "acquisition"("customerId");

-- CreateIndex
CREATE INDEX "acquisition_brandId_contractId_acquiredAt_idx" ON "acquisition"("brandId", "contractId", "acquiredAt");

-- CreateIndex
CREATE INDEX "order_decision_brandId_decidedAt_idx" ON "order_decision"("brandId", "decidedAt");

-- CreateIndex
CREATE INDEX "product_brandId_idx" ON "product"("brandId");

-- CreateIndex
CREATE INDEX "sku_productId_idx" ON "sku"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "sku_brandId_code_key" ON "sku"("brandId", "code");

-- CreateIndex
CREATE INDEX "product_image_productId_position_idx" ON "product_image"("productId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "customer_brandId_emailKey_key" ON "customer"("brandId", "emailKey");

-- CreateIndex
CREATE INDEX "checkout_session_claimId_idx" ON "checkout_session"("claimId");

-- CreateIndex
CREATE INDEX "checkout_session_completedAt_expiredAt_idx" ON "checkout_session"("completedAt", "expiredAt");

-- CreateIndex
CREATE UNIQUE INDEX "order_claimId_key" ON "order"("claimId");

-- CreateIndex
CREATE UNIQUE INDEX "order_paymentIntentId_key" ON "order"("paymentIntentId");

-- CreateIndex
CREATE UNIQUE INDEX "order_checkoutSessionId_key" ON "order"("checkoutSessionId");

-- CreateIndex
CREATE INDEX "order_customerId_capturedAt_idx" ON "order"("customerId", "capturedAt");

-- CreateIndex
CREATE INDEX "order_dropId_capturedAt_idx" ON "order"("dropId", "capturedAt");

-- CreateIndex
CREATE INDEX "order_brandId_capturedAt_idx" ON "order"("brandId", "capturedAt");

-- CreateIndex
CREATE INDEX "order_contractId_capturedAt_idx" ON "order"("contractId", "capturedAt");

-- CreateIndex
CREATE UNIQUE INDEX "order_brandId_number_key" ON "order"("brandId", "number");

-- CreateIndex
CREATE INDEX "order_line_orderId_idx" ON "order_line"("orderId");

-- CreateIndex
CREATE INDEX "refund_orderId_idx" ON "refund"("orderId");

-- CreateIndex
CREATE INDEX "stripe_event_processedAt_receivedAt_idx" ON "stripe_event"("processedAt", "receivedAt");

-- CreateIndex
CREATE INDEX "claim_dropId_visitorId_idx" ON "claim"("dropId", "visitorId");

-- CreateIndex
CREATE INDEX "claim_releasedAt_paidAt_expiresAt_idx" ON "claim"("releasedAt", "paidAt", "expiresAt");

-- CreateIndex
CREATE INDEX "claim_contractId_heldAt_idx" ON "claim"("contractId", "heldAt");

-- CreateIndex
CREATE UNIQUE INDEX "claim_dropId_idempotencyKey_key" ON "claim"("dropId", "idempotencyKey");

-- CreateIndex
CREATE INDEX "claim_line_claimId_idx" ON "claim_line"("claimId");

-- CreateIndex
CREATE INDEX "contract_invitedEmail_idx" ON "contract"("invitedEmail");

-- CreateIndex
CREATE UNIQUE INDEX "contract_brandId_creatorId_key" ON "contract"("brandId", "creatorId");

-- CreateIndex
CREATE UNIQUE INDEX "contract_version_contractId_number_key" ON "contract_version"("contractId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "drop_slug_key" ON "drop"("slug");

-- CreateIndex
CREATE INDEX "drop_brandId_startsAt_idx" ON "drop"("brandId", "startsAt");

-- CreateIndex
CREATE INDEX "drop_startsAt_endsAt_idx" ON "drop"("startsAt", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "drop_item_dropId_skuId_key" ON "drop_item"("dropId", "skuId");

-- CreateIndex
CREATE UNIQUE INDEX "stock_pool_dropId_skuId_location_audience_key" ON "stock_pool"("dropId", "skuId", "location", "audience");

-- CreateIndex
CREATE INDEX "gate_contractId_idx" ON "gate"("contractId");

-- CreateIndex
CREATE UNIQUE INDEX "gate_dropId_contractId_audience_key" ON "gate"("dropId", "contractId", "audience");

-- CreateIndex
CREATE INDEX "drop_event_dropId_at_idx" ON "drop_event"("dropId", "at");

-- CreateIndex
CREATE INDEX "stock_movement_poolId_seq_idx" ON "stock_movement"("poolId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "link_slug_key" ON "link"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "link_spokenCode_key" ON "link"("spokenCode");

-- CreateIndex
CREATE INDEX "link_contractId_idx" ON "link"("contractId");

-- CreateIndex
CREATE INDEX "click_linkId_at_idx" ON "click"("linkId", "at");

-- CreateIndex
CREATE INDEX "click_visitorId_at_idx" ON "click"("visitorId", "at");

-- CreateIndex
CREATE INDEX "overlay_creatorId_idx" ON "overlay"("creatorId");

-- CreateIndex
CREATE INDEX "commission_line_creatorId_earnedAt_idx" ON "commission_line"("creatorId", "earnedAt");

-- CreateIndex
CREATE INDEX "commission_line_brandId_earnedAt_idx" ON "commission_line"("brandId", "earnedAt");

-- CreateIndex
CREATE INDEX "commission_line_releasedAt_holdUntil_idx" ON "commission_line"("releasedAt", "holdUntil");

-- CreateIndex
CREATE UNIQUE INDEX "commission_line_orderId_contractId_kind_key" ON "commission_line"("orderId", "contractId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_idempotencyKey_key" ON "ledger_transaction"("idempotencyKey");

-- CreateIndex
CREATE INDEX "ledger_transaction_brandId_at_idx" ON "ledger_transaction"("brandId", "at");

-- CreateIndex
CREATE INDEX "ledger_entry_transactionId_idx" ON "ledger_entry"("transactionId");

-- CreateIndex
CREATE INDEX "ledger_entry_creatorId_account_at_idx" ON "ledger_entry"("creatorId", "account", "at");

-- CreateIndex
CREATE INDEX "ledger_entry_brandId_account_idx" ON "ledger_entry"("brandId", "account");

-- CreateIndex
CREATE INDEX "ledger_entry_lineId_idx" ON "ledger_entry"("lineId");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batch_brandId_number_key" ON "payout_batch"("brandId", "number");

-- CreateIndex
CREATE INDEX "payout_item_creatorId_idx" ON "payout_item"("creatorId");

-- CreateIndex
CREATE INDEX "payout_item_batchId_idx" ON "payout_item"("batchId");

-- CreateIndex
CREATE INDEX "payout_item_entry_itemId_idx" ON "payout_item_entry"("itemId");

-- CreateIndex
CREATE INDEX "happening_doneAt_notBefore_idx" ON "happening"("doneAt", "notBefore");

-- CreateIndex
CREATE INDEX "outbox_mail_sentAt_createdAt_idx" ON "outbox_mail"("sentAt", "createdAt");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand_member" ADD CONSTRAINT "brand_member_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand_member" ADD CONSTRAINT "brand_member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creator" ADD CONSTRAINT "creator_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acquisition" ADD CONSTRAINT "acquisition_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_decision" ADD CONSTRAINT "order_decision_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku" ADD CONSTRAINT "sku_productId_fkey" FOREIGN KEY ("productId") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_productId_fkey" FOREIGN KEY ("productId") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_session" ADD CONSTRAINT "checkout_session_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_line_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "creator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_version" ADD CONSTRAINT "contract_version_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drop" ADD CONSTRAINT "drop_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drop_item" ADD CONSTRAINT "drop_item_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drop_item" ADD CONSTRAINT "drop_item_skuId_fkey" FOREIGN KEY ("skuId") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_pool" ADD CONSTRAINT "stock_pool_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_pool" ADD CONSTRAINT "stock_pool_skuId_fkey" FOREIGN KEY ("skuId") REFERENCES "sku"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drop_event" ADD CONSTRAINT "drop_event_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "stock_pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "click" ADD CONSTRAINT "click_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overlay" ADD CONSTRAINT "overlay_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "creator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_lineId_fkey" FOREIGN KEY ("lineId") REFERENCES "commission_line"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batch" ADD CONSTRAINT "payout_batch_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item" ADD CONSTRAINT "payout_item_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "payout_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item_entry" ADD CONSTRAINT "payout_item_entry_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ledger_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_item_entry" ADD CONSTRAINT "payout_item_entry_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "payout_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks (prisma/checks)
-- Stock: no bucket is negative, and the buckets are the capacity.
ALTER TABLE "stock_pool" DROP CONSTRAINT IF EXISTS "check_stock_pool";
ALTER TABLE "stock_pool" ADD CONSTRAINT "check_stock_pool" CHECK (
  "available" >= 0 AND "held" >= 0 AND "sold" >= 0 AND "leased" >= 0
  AND "available" + "held" + "sold" + "leased" = "capacity"
);

-- Counters of caps and of limits.
ALTER TABLE "gate" DROP CONSTRAINT IF EXISTS "check_gate";
ALTER TABLE "gate" ADD CONSTRAINT "check_gate" CHECK (
  "usedUnits" >= 0
);

ALTER TABLE "customer_allowance" DROP CONSTRAINT IF EXISTS "check_customer_allowance";
ALTER TABLE "customer_allowance" ADD CONSTRAINT "check_customer_allowance" CHECK (
  "usedUnits" >= 0
);

-- Says no with the sentence that the trigger was given.
CREATE OR REPLACE FUNCTION check_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;

-- The ledger is append-only; only the rows of a demo brand can be deleted.
CREATE OR REPLACE FUNCTION check_refuse_unless_demo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "brand" WHERE "id" = OLD."brandId" AND "isDemo") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;

DROP TRIGGER IF EXISTS "check_ledger_transaction_update" ON "ledger_transaction";
CREATE TRIGGER "check_ledger_transaction_update" BEFORE UPDATE ON "ledger_transaction" FOR EACH ROW
  EXECUTE FUNCTION check_refuse('ledger_transaction: rows are never changed, post a compensating entry');

DROP TRIGGER IF EXISTS "check_ledger_transaction_delete" ON "ledger_transaction";
CREATE TRIGGER "check_ledger_transaction_delete" BEFORE DELETE ON "ledger_transaction" FOR EACH ROW
  EXECUTE FUNCTION check_refuse_unless_demo('ledger_transaction: rows are never deleted');

DROP TRIGGER IF EXISTS "check_ledger_entry_update" ON "ledger_entry";
CREATE TRIGGER "check_ledger_entry_update" BEFORE UPDATE ON "ledger_entry" FOR EACH ROW
  EXECUTE FUNCTION check_refuse('ledger_entry: rows are never changed, post a compensating entry');

DROP TRIGGER IF EXISTS "check_ledger_entry_delete" ON "ledger_entry";
CREATE TRIGGER "check_ledger_entry_delete" BEFORE DELETE ON "ledger_entry" FOR EACH ROW
  EXECUTE FUNCTION check_refuse_unless_demo('ledger_entry: rows are never deleted');

-- The entries of one transaction sum to zero in each currency, looked at when it commits.
CREATE OR REPLACE FUNCTION check_ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "ledger_entry" WHERE "transactionId" = NEW."transactionId"
    GROUP BY "currency" HAVING sum("amountMinor") <> 0
  ) THEN
    RAISE EXCEPTION 'ledger_entry: the entries of transaction % do not sum to zero', NEW."transactionId"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_ledger_entry_balance" ON "ledger_entry";
CREATE CONSTRAINT TRIGGER "check_ledger_entry_balance" AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_ledger_balance();

DROP TRIGGER IF EXISTS "check_stock_movement_update" ON "stock_movement";
CREATE TRIGGER "check_stock_movement_update" BEFORE UPDATE ON "stock_movement" FOR EACH ROW
  EXECUTE FUNCTION check_refuse('stock_movement: rows are never changed');

-- Terms are fixed once written, and an answer is given once.
DROP TRIGGER IF EXISTS "check_contract_version_terms" ON "contract_version";
CREATE TRIGGER "check_contract_version_terms" BEFORE UPDATE ON "contract_version" FOR EACH ROW
  WHEN (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."contractId" IS DISTINCT FROM OLD."contractId" OR
    NEW."number" IS DISTINCT FROM OLD."number" OR NEW."terms" IS DISTINCT FROM OLD."terms" OR
    NEW."termsHash" IS DISTINCT FROM OLD."termsHash" OR
    NEW."proposedBy" IS DISTINCT FROM OLD."proposedBy" OR
    NEW."proposedAt" IS DISTINCT FROM OLD."proposedAt")
  EXECUTE FUNCTION check_refuse('contract_version: terms never change, propose a new version');

DROP TRIGGER IF EXISTS "check_contract_version_answer" ON "contract_version";
CREATE TRIGGER "check_contract_version_answer" BEFORE UPDATE ON "contract_version" FOR EACH ROW
  WHEN (
    (OLD."acceptedByBrandAt" IS NOT NULL AND NEW."acceptedByBrandAt" IS DISTINCT FROM OLD."acceptedByBrandAt") OR
    (OLD."acceptedByCreatorAt" IS NOT NULL AND NEW."acceptedByCreatorAt" IS DISTINCT FROM OLD."acceptedByCreatorAt") OR
    (OLD."declinedAt" IS NOT NULL AND NEW."declinedAt" IS DISTINCT FROM OLD."declinedAt"))
  EXECUTE FUNCTION check_refuse('contract_version: an answer is given once');

-- What is charged equals what was quoted.
DROP TRIGGER IF EXISTS "check_claim_quote" ON "claim";
CREATE TRIGGER "check_claim_quote" BEFORE UPDATE ON "claim" FOR EACH ROW
  WHEN (NEW."dropId" IS DISTINCT FROM OLD."dropId" OR NEW."gateId" IS DISTINCT FROM OLD."gateId" OR
    NEW."contractId" IS DISTINCT FROM OLD."contractId" OR
    NEW."contractVersionId" IS DISTINCT FROM OLD."contractVersionId" OR
    NEW."idempotencyKey" IS DISTINCT FROM OLD."idempotencyKey" OR
    NEW."requestHash" IS DISTINCT FROM OLD."requestHash" OR
    NEW."quote" IS DISTINCT FROM OLD."quote" OR
    NEW."totalMinor" IS DISTINCT FROM OLD."totalMinor" OR
    NEW."currency" IS DISTINCT FROM OLD."currency")
  EXECUTE FUNCTION check_refuse('claim: the quote and the request never change');

-- The pinned facts of an order.
DROP TRIGGER IF EXISTS "check_order_pinned" ON "order";
CREATE TRIGGER "check_order_pinned" BEFORE UPDATE ON "order" FOR EACH ROW
  WHEN (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."number" IS DISTINCT FROM OLD."number" OR
    NEW."brandId" IS DISTINCT FROM OLD."brandId" OR
    NEW."dropId" IS DISTINCT FROM OLD."dropId" OR
    NEW."claimId" IS DISTINCT FROM OLD."claimId" OR
    NEW."contractId" IS DISTINCT FROM OLD."contractId" OR
    NEW."contractVersionId" IS DISTINCT FROM OLD."contractVersionId" OR
    NEW."visitorId" IS DISTINCT FROM OLD."visitorId" OR
    NEW."clickId" IS DISTINCT FROM OLD."clickId" OR
    NEW."claimedAt" IS DISTINCT FROM OLD."claimedAt" OR
    NEW."capturedAt" IS DISTINCT FROM OLD."capturedAt" OR
    NEW."currency" IS DISTINCT FROM OLD."currency" OR
    NEW."capturedMinor" IS DISTINCT FROM OLD."capturedMinor" OR
    NEW."itemsMinor" IS DISTINCT FROM OLD."itemsMinor" OR
    NEW."shippingMinor" IS DISTINCT FROM OLD."shippingMinor" OR
    NEW."taxMinor" IS DISTINCT FROM OLD."taxMinor" OR
    NEW."costMinor" IS DISTINCT FROM OLD."costMinor" OR
    NEW."paymentIntentId" IS DISTINCT FROM OLD."paymentIntentId" OR
    NEW."checkoutSessionId" IS DISTINCT FROM OLD."checkoutSessionId")
  EXECUTE FUNCTION check_refuse('order: pinned facts never change');
