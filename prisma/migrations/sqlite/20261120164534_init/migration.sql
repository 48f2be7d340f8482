-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "brand" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "maxPayoutBpsPerOrder" INTEGER NOT NULL DEFAULT 5000,
    "lastOrderNumber" INTEGER NOT NULL DEFAULT 1000,
    "widgetOrigins" TEXT NOT NULL DEFAULT '',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "brand_member" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "brand_member_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "brand_member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "member_invitation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "invitedBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    "revokedAt" DATETIME
);

-- CreateTable
CREATE TABLE "creator" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "avatarHue" INTEGER NOT NULL DEFAULT 210,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "creator_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "acquisition" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "contractId" TEXT,
    "contractVersionId" TEXT,
    "linkId" TEXT,
    "clickId" TEXT,
    "touchKind" TEXT NOT NULL,
    "touchAt" DATETIME,
    "acquiredAt" DATETIME NOT NULL,
    "firstOrderId" TEXT NOT NULL,
    CONSTRAINT "acquisition_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "order_decision" (
    "orderId" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "decidedAt" DATETIME NOT NULL,
    "customerKind" TEXT NOT NULL,
    "saleContractId" TEXT NOT NULL,
    "saleContractVersionId" TEXT NOT NULL,
    "ltvContractId" TEXT,
    "isFirstOrder" BOOLEAN NOT NULL,
    "reason" TEXT,
    "candidates" TEXT NOT NULL,
    CONSTRAINT "order_decision_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "product" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "archivedAt" DATETIME,
    CONSTRAINT "product_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "sku" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "productId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "costMinor" BIGINT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "sku_productId_fkey" FOREIGN KEY ("productId") REFERENCES "product" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "product_image" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "productId" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "widthPx" INTEGER NOT NULL,
    "heightPx" INTEGER NOT NULL,
    "alt" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "product_image_productId_fkey" FOREIGN KEY ("productId") REFERENCES "product" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "stripeCustomerId" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "customer_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "checkout_session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "claimId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "paymentIntentId" TEXT,
    "completedAt" DATETIME,
    "expiredAt" DATETIME,
    CONSTRAINT "checkout_session_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "claim" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "order" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "brandId" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "claimId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "contractVersionId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "visitorId" TEXT NOT NULL,
    "clickId" TEXT,
    "claimedAt" DATETIME NOT NULL,
    "capturedAt" DATETIME NOT NULL,
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
    "receiptSentAt" DATETIME,
    CONSTRAINT "order_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "order_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "unitCostMinor" BIGINT NOT NULL,
    CONSTRAINT "order_line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "refund_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "processedAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT
);

-- CreateTable
CREATE TABLE "claim_token_use" (
    "jti" TEXT NOT NULL PRIMARY KEY,
    "claimId" TEXT NOT NULL,
    "usedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "heldAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "hardExpiresAt" DATETIME NOT NULL,
    "extendedAt" DATETIME,
    "payingAt" DATETIME,
    "expiringAt" DATETIME,
    "paymentPendingAt" DATETIME,
    "paidAt" DATETIME,
    "releasedAt" DATETIME,
    "releaseReason" TEXT,
    "lateRefundAt" DATETIME,
    CONSTRAINT "claim_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "claim_line" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "claimId" TEXT NOT NULL,
    "poolId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unitPriceMinor" BIGINT NOT NULL,
    "rung" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "claim_line_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "claim" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "customer_allowance" (
    "dropId" TEXT NOT NULL,
    "customerKey" TEXT NOT NULL,
    "usedUnits" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("dropId", "customerKey")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "creatorId" TEXT,
    "invitedEmail" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endReason" TEXT,
    CONSTRAINT "contract_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "contract_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "creator" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "contract_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "terms" TEXT NOT NULL,
    "termsHash" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "acceptedByBrandAt" DATETIME,
    "acceptedByCreatorAt" DATETIME,
    "declinedAt" DATETIME,
    CONSTRAINT "contract_version_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "drop" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "holdSeconds" INTEGER NOT NULL DEFAULT 600,
    "limitPerCustomer" INTEGER NOT NULL DEFAULT 1,
    "shippingMinor" BIGINT NOT NULL DEFAULT 0,
    "shippingPromise" TEXT NOT NULL DEFAULT '',
    "returnsPromise" TEXT NOT NULL DEFAULT '',
    "warrantyPromise" TEXT NOT NULL DEFAULT '',
    "lockSeq" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "publishedAt" DATETIME,
    "pausedAt" DATETIME,
    "pauseReason" TEXT,
    "endedAt" DATETIME,
    CONSTRAINT "drop_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "drop_item" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dropId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "priceMinor" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "drop_item_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "drop_item_skuId_fkey" FOREIGN KEY ("skuId") REFERENCES "sku" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "stock_pool" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dropId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "location" TEXT NOT NULL DEFAULT 'central',
    "audience" TEXT NOT NULL DEFAULT 'everyone',
    "capacity" INTEGER NOT NULL,
    "available" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,
    "leased" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "stock_pool_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "stock_pool_skuId_fkey" FOREIGN KEY ("skuId") REFERENCES "sku" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "gate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dropId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "audience" TEXT NOT NULL DEFAULT 'everyone',
    "capUnits" INTEGER,
    "usedUnits" INTEGER NOT NULL DEFAULT 0,
    "opensAt" DATETIME,
    "closesAt" DATETIME,
    CONSTRAINT "gate_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "gate_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "drop_event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dropId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    CONSTRAINT "drop_event_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "poolId" TEXT NOT NULL,
    "claimId" TEXT,
    "kind" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "seq" INTEGER NOT NULL,
    CONSTRAINT "stock_movement_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "stock_pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "link" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "spokenCode" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "dropId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "pausedAt" DATETIME,
    "endedAt" DATETIME,
    CONSTRAINT "link_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "contract" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "click" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "linkId" TEXT NOT NULL,
    "contractVersionId" TEXT,
    "visitorId" TEXT,
    "at" DATETIME NOT NULL,
    "verdict" TEXT NOT NULL,
    "rawReason" TEXT,
    "confirmedAt" DATETIME,
    "startsVisit" BOOLEAN NOT NULL DEFAULT true,
    "referrerHost" TEXT,
    "networkPrefix" TEXT,
    "networkHash" TEXT,
    CONSTRAINT "click_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "link" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "orphan_hits" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "hits" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "overlay" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "creatorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "layout" TEXT NOT NULL DEFAULT 'landscape',
    "options" TEXT NOT NULL DEFAULT '{}',
    "keyHash" TEXT NOT NULL,
    "keyVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "rotatedAt" DATETIME,
    "lastSeenAt" DATETIME,
    CONSTRAINT "overlay_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "creator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "commission_line" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "earnedAt" DATETIME NOT NULL,
    "holdUntil" DATETIME NOT NULL,
    "releasedAt" DATETIME,
    CONSTRAINT "commission_line_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "memo" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "transactionId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "creatorId" TEXT,
    "contractId" TEXT,
    "lineId" TEXT,
    "currency" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ledger_entry_transactionId_fkey" FOREIGN KEY ("transactionId") REFERENCES "ledger_transaction" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ledger_entry_lineId_fkey" FOREIGN KEY ("lineId") REFERENCES "commission_line" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "payout_batch" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "brandId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "approvedAt" DATETIME,
    "approvedBy" TEXT,
    "canceledAt" DATETIME,
    CONSTRAINT "payout_batch_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "payout_item" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "batchId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "creatorId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "paidAt" DATETIME,
    "paidNote" TEXT,
    "failedAt" DATETIME,
    CONSTRAINT "payout_item_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "payout_batch" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "payout_item_entry" (
    "entryId" TEXT NOT NULL PRIMARY KEY,
    "itemId" TEXT NOT NULL,
    CONSTRAINT "payout_item_entry_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ledger_entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "payout_item_entry_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "payout_item" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "happening" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "notBefore" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "lastError" TEXT
);

-- CreateTable
CREATE TABLE "hub_setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
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

-- Checks (prisma/checks)
-- Stock: no bucket is negative, and the buckets are the capacity.
CREATE TRIGGER "check_stock_pool_insert" BEFORE INSERT ON "stock_pool"
WHEN NEW."available" < 0 OR NEW."held" < 0 OR NEW."sold" < 0 OR NEW."leased" < 0
  OR NEW."available" + NEW."held" + NEW."sold" + NEW."leased" <> NEW."capacity"
BEGIN
  SELECT RAISE(ABORT, 'stock_pool: available + held + sold + leased must be the capacity, none below 0');
END;

CREATE TRIGGER "check_stock_pool_update" BEFORE UPDATE ON "stock_pool"
WHEN NEW."available" < 0 OR NEW."held" < 0 OR NEW."sold" < 0 OR NEW."leased" < 0
  OR NEW."available" + NEW."held" + NEW."sold" + NEW."leased" <> NEW."capacity"
BEGIN
  SELECT RAISE(ABORT, 'stock_pool: available + held + sold + leased must be the capacity, none below 0');
END;

-- Counters of caps and of limits.
CREATE TRIGGER "check_gate_insert" BEFORE INSERT ON "gate"
WHEN NEW."usedUnits" < 0
BEGIN
  SELECT RAISE(ABORT, 'gate: usedUnits must not be negative');
END;

CREATE TRIGGER "check_gate_update" BEFORE UPDATE OF "usedUnits" ON "gate"
WHEN NEW."usedUnits" < 0
BEGIN
  SELECT RAISE(ABORT, 'gate: usedUnits must not be negative');
END;

CREATE TRIGGER "check_customer_allowance_insert" BEFORE INSERT ON "customer_allowance"
WHEN NEW."usedUnits" < 0
BEGIN
  SELECT RAISE(ABORT, 'customer_allowance: usedUnits must not be negative');
END;

CREATE TRIGGER "check_customer_allowance_update" BEFORE UPDATE OF "usedUnits" ON "customer_allowance"
WHEN NEW."usedUnits" < 0
BEGIN
  SELECT RAISE(ABORT, 'customer_allowance: usedUnits must not be negative');
END;

-- The ledger is append-only; only the rows of a demo brand can be deleted.
CREATE TRIGGER "check_ledger_transaction_update" BEFORE UPDATE ON "ledger_transaction"
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction: rows are never changed, post a compensating entry');
END;

CREATE TRIGGER "check_ledger_transaction_delete" BEFORE DELETE ON "ledger_transaction"
WHEN NOT EXISTS (SELECT 1 FROM "brand" WHERE "id" = OLD."brandId" AND "isDemo")
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction: rows are never deleted');
END;

CREATE TRIGGER "check_ledger_entry_update" BEFORE UPDATE ON "ledger_entry"
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: rows are never changed, post a compensating entry');
END;

CREATE TRIGGER "check_ledger_entry_delete" BEFORE DELETE ON "ledger_entry"
WHEN NOT EXISTS (SELECT 1 FROM "brand" WHERE "id" = OLD."brandId" AND "isDemo")
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: rows are never deleted');
END;

CREATE TRIGGER "check_stock_movement_update" BEFORE UPDATE ON "stock_movement"
BEGIN
  SELECT RAISE(ABORT, 'stock_movement: rows are never changed');
END;

-- Terms are fixed once written, and an answer is given once.
CREATE TRIGGER "check_contract_version_terms" BEFORE UPDATE ON "contract_version"
WHEN NEW."id" IS NOT OLD."id" OR NEW."contractId" IS NOT OLD."contractId" OR
  NEW."number" IS NOT OLD."number" OR NEW."terms" IS NOT OLD."terms" OR
  NEW."termsHash" IS NOT OLD."termsHash" OR NEW."proposedBy" IS NOT OLD."proposedBy" OR
  NEW."proposedAt" IS NOT OLD."proposedAt"
BEGIN
  SELECT RAISE(ABORT, 'contract_version: terms never change, propose a new version');
END;

CREATE TRIGGER "check_contract_version_answer" BEFORE UPDATE ON "contract_version"
WHEN 
  (OLD."acceptedByBrandAt" IS NOT NULL AND NEW."acceptedByBrandAt" IS NOT OLD."acceptedByBrandAt") OR
  (OLD."acceptedByCreatorAt" IS NOT NULL AND NEW."acceptedByCreatorAt" IS NOT OLD."acceptedByCreatorAt") OR
  (OLD."declinedAt" IS NOT NULL AND NEW."declinedAt" IS NOT OLD."declinedAt")
BEGIN
  SELECT RAISE(ABORT, 'contract_version: an answer is given once');
END;

-- What is charged equals what was quoted.
CREATE TRIGGER "check_claim_quote" BEFORE UPDATE ON "claim"
WHEN NEW."dropId" IS NOT OLD."dropId" OR NEW."gateId" IS NOT OLD."gateId" OR
  NEW."contractId" IS NOT OLD."contractId" OR
  NEW."contractVersionId" IS NOT OLD."contractVersionId" OR
  NEW."idempotencyKey" IS NOT OLD."idempotencyKey" OR
  NEW."requestHash" IS NOT OLD."requestHash" OR NEW."quote" IS NOT OLD."quote" OR
  NEW."totalMinor" IS NOT OLD."totalMinor" OR NEW."currency" IS NOT OLD."currency"
BEGIN
  SELECT RAISE(ABORT, 'claim: the quote and the request never change');
END;

-- The pinned facts of an order.
CREATE TRIGGER "check_order_pinned" BEFORE UPDATE ON "order"
WHEN NEW."id" IS NOT OLD."id" OR NEW."number" IS NOT OLD."number" OR
  NEW."brandId" IS NOT OLD."brandId" OR NEW."dropId" IS NOT OLD."dropId" OR
  NEW."claimId" IS NOT OLD."claimId" OR NEW."contractId" IS NOT OLD."contractId" OR
  NEW."contractVersionId" IS NOT OLD."contractVersionId" OR
  NEW."visitorId" IS NOT OLD."visitorId" OR NEW."clickId" IS NOT OLD."clickId" OR
  NEW."claimedAt" IS NOT OLD."claimedAt" OR NEW."capturedAt" IS NOT OLD."capturedAt" OR
  NEW."currency" IS NOT OLD."currency" OR NEW."capturedMinor" IS NOT OLD."capturedMinor" OR
  NEW."itemsMinor" IS NOT OLD."itemsMinor" OR
  NEW."shippingMinor" IS NOT OLD."shippingMinor" OR NEW."taxMinor" IS NOT OLD."taxMinor" OR
  NEW."costMinor" IS NOT OLD."costMinor" OR
  NEW."paymentIntentId" IS NOT OLD."paymentIntentId" OR
  NEW."checkoutSessionId" IS NOT OLD."checkoutSessionId"
BEGIN
  SELECT RAISE(ABORT, 'order: pinned facts never change');
END;

-- Money is integer minor units and a time is integer epoch milliseconds.
CREATE TRIGGER "check_user_integers_insert" BEFORE INSERT ON "user"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'user: money and times must be integers');
END;

CREATE TRIGGER "check_user_integers_update" BEFORE UPDATE OF "createdAt", "updatedAt" ON "user"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'user: money and times must be integers');
END;

CREATE TRIGGER "check_session_integers_insert" BEFORE INSERT ON "session"
WHEN typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'session: money and times must be integers');
END;

CREATE TRIGGER "check_session_integers_update" BEFORE UPDATE OF "expiresAt", "createdAt", "updatedAt" ON "session"
WHEN typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'session: money and times must be integers');
END;

CREATE TRIGGER "check_account_integers_insert" BEFORE INSERT ON "account"
WHEN typeof(NEW."accessTokenExpiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."refreshTokenExpiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'account: money and times must be integers');
END;

CREATE TRIGGER "check_account_integers_update" BEFORE UPDATE OF "accessTokenExpiresAt", "refreshTokenExpiresAt", "createdAt", "updatedAt" ON "account"
WHEN typeof(NEW."accessTokenExpiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."refreshTokenExpiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'account: money and times must be integers');
END;

CREATE TRIGGER "check_verification_integers_insert" BEFORE INSERT ON "verification"
WHEN typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'verification: money and times must be integers');
END;

CREATE TRIGGER "check_verification_integers_update" BEFORE UPDATE OF "expiresAt", "createdAt", "updatedAt" ON "verification"
WHEN typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."updatedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'verification: money and times must be integers');
END;

CREATE TRIGGER "check_brand_integers_insert" BEFORE INSERT ON "brand"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'brand: money and times must be integers');
END;

CREATE TRIGGER "check_brand_integers_update" BEFORE UPDATE OF "createdAt" ON "brand"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'brand: money and times must be integers');
END;

CREATE TRIGGER "check_brand_member_integers_insert" BEFORE INSERT ON "brand_member"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'brand_member: money and times must be integers');
END;

CREATE TRIGGER "check_brand_member_integers_update" BEFORE UPDATE OF "createdAt" ON "brand_member"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'brand_member: money and times must be integers');
END;

CREATE TRIGGER "check_member_invitation_integers_insert" BEFORE INSERT ON "member_invitation"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."acceptedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'member_invitation: money and times must be integers');
END;

CREATE TRIGGER "check_member_invitation_integers_update" BEFORE UPDATE OF "createdAt", "acceptedAt", "revokedAt" ON "member_invitation"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."acceptedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'member_invitation: money and times must be integers');
END;

CREATE TRIGGER "check_creator_integers_insert" BEFORE INSERT ON "creator"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'creator: money and times must be integers');
END;

CREATE TRIGGER "check_creator_integers_update" BEFORE UPDATE OF "createdAt" ON "creator"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'creator: money and times must be integers');
END;

CREATE TRIGGER "check_acquisition_integers_insert" BEFORE INSERT ON "acquisition"
WHEN typeof(NEW."touchAt") NOT IN ('integer', 'null')
  OR typeof(NEW."acquiredAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'acquisition: money and times must be integers');
END;

CREATE TRIGGER "check_acquisition_integers_update" BEFORE UPDATE OF "touchAt", "acquiredAt" ON "acquisition"
WHEN typeof(NEW."touchAt") NOT IN ('integer', 'null')
  OR typeof(NEW."acquiredAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'acquisition: money and times must be integers');
END;

CREATE TRIGGER "check_order_decision_integers_insert" BEFORE INSERT ON "order_decision"
WHEN typeof(NEW."decidedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'order_decision: money and times must be integers');
END;

CREATE TRIGGER "check_order_decision_integers_update" BEFORE UPDATE OF "decidedAt" ON "order_decision"
WHEN typeof(NEW."decidedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'order_decision: money and times must be integers');
END;

CREATE TRIGGER "check_product_integers_insert" BEFORE INSERT ON "product"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'product: money and times must be integers');
END;

CREATE TRIGGER "check_product_integers_update" BEFORE UPDATE OF "createdAt", "archivedAt" ON "product"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'product: money and times must be integers');
END;

CREATE TRIGGER "check_sku_integers_insert" BEFORE INSERT ON "sku"
WHEN typeof(NEW."priceMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'sku: money and times must be integers');
END;

CREATE TRIGGER "check_sku_integers_update" BEFORE UPDATE OF "priceMinor", "costMinor", "createdAt" ON "sku"
WHEN typeof(NEW."priceMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'sku: money and times must be integers');
END;

CREATE TRIGGER "check_product_image_integers_insert" BEFORE INSERT ON "product_image"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'product_image: money and times must be integers');
END;

CREATE TRIGGER "check_product_image_integers_update" BEFORE UPDATE OF "createdAt" ON "product_image"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'product_image: money and times must be integers');
END;

CREATE TRIGGER "check_customer_integers_insert" BEFORE INSERT ON "customer"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'customer: money and times must be integers');
END;

CREATE TRIGGER "check_customer_integers_update" BEFORE UPDATE OF "createdAt" ON "customer"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'customer: money and times must be integers');
END;

CREATE TRIGGER "check_checkout_session_integers_insert" BEFORE INSERT ON "checkout_session"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."completedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiredAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'checkout_session: money and times must be integers');
END;

CREATE TRIGGER "check_checkout_session_integers_update" BEFORE UPDATE OF "amountMinor", "createdAt", "expiresAt", "completedAt", "expiredAt" ON "checkout_session"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."completedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiredAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'checkout_session: money and times must be integers');
END;

CREATE TRIGGER "check_order_integers_insert" BEFORE INSERT ON "order"
WHEN typeof(NEW."claimedAt") <> 'integer'
  OR typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."itemsMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."receiptSentAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'order: money and times must be integers');
END;

CREATE TRIGGER "check_order_integers_update" BEFORE UPDATE OF "claimedAt", "capturedAt", "capturedMinor", "itemsMinor", "shippingMinor", "taxMinor", "costMinor", "receiptSentAt" ON "order"
WHEN typeof(NEW."claimedAt") <> 'integer'
  OR typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."itemsMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."receiptSentAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'order: money and times must be integers');
END;

CREATE TRIGGER "check_order_line_integers_insert" BEFORE INSERT ON "order_line"
WHEN typeof(NEW."unitPriceMinor") <> 'integer'
  OR typeof(NEW."unitCostMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'order_line: money and times must be integers');
END;

CREATE TRIGGER "check_order_line_integers_update" BEFORE UPDATE OF "unitPriceMinor", "unitCostMinor" ON "order_line"
WHEN typeof(NEW."unitPriceMinor") <> 'integer'
  OR typeof(NEW."unitCostMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'order_line: money and times must be integers');
END;

CREATE TRIGGER "check_refund_integers_insert" BEFORE INSERT ON "refund"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'refund: money and times must be integers');
END;

CREATE TRIGGER "check_refund_integers_update" BEFORE UPDATE OF "amountMinor", "createdAt" ON "refund"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'refund: money and times must be integers');
END;

CREATE TRIGGER "check_stripe_event_integers_insert" BEFORE INSERT ON "stripe_event"
WHEN typeof(NEW."receivedAt") <> 'integer'
  OR typeof(NEW."processedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'stripe_event: money and times must be integers');
END;

CREATE TRIGGER "check_stripe_event_integers_update" BEFORE UPDATE OF "receivedAt", "processedAt" ON "stripe_event"
WHEN typeof(NEW."receivedAt") <> 'integer'
  OR typeof(NEW."processedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'stripe_event: money and times must be integers');
END;

CREATE TRIGGER "check_claim_token_use_integers_insert" BEFORE INSERT ON "claim_token_use"
WHEN typeof(NEW."usedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'claim_token_use: money and times must be integers');
END;

CREATE TRIGGER "check_claim_token_use_integers_update" BEFORE UPDATE OF "usedAt" ON "claim_token_use"
WHEN typeof(NEW."usedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'claim_token_use: money and times must be integers');
END;

CREATE TRIGGER "check_claim_integers_insert" BEFORE INSERT ON "claim"
WHEN typeof(NEW."totalMinor") <> 'integer'
  OR typeof(NEW."heldAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."hardExpiresAt") <> 'integer'
  OR typeof(NEW."extendedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."payingAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiringAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paymentPendingAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lateRefundAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'claim: money and times must be integers');
END;

CREATE TRIGGER "check_claim_integers_update" BEFORE UPDATE OF "totalMinor", "heldAt", "expiresAt", "hardExpiresAt", "extendedAt", "payingAt", "expiringAt", "paymentPendingAt", "paidAt", "releasedAt", "lateRefundAt" ON "claim"
WHEN typeof(NEW."totalMinor") <> 'integer'
  OR typeof(NEW."heldAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."hardExpiresAt") <> 'integer'
  OR typeof(NEW."extendedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."payingAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiringAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paymentPendingAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lateRefundAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'claim: money and times must be integers');
END;

CREATE TRIGGER "check_claim_line_integers_insert" BEFORE INSERT ON "claim_line"
WHEN typeof(NEW."unitPriceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'claim_line: money and times must be integers');
END;

CREATE TRIGGER "check_claim_line_integers_update" BEFORE UPDATE OF "unitPriceMinor" ON "claim_line"
WHEN typeof(NEW."unitPriceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'claim_line: money and times must be integers');
END;

CREATE TRIGGER "check_contract_integers_insert" BEFORE INSERT ON "contract"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract: money and times must be integers');
END;

CREATE TRIGGER "check_contract_integers_update" BEFORE UPDATE OF "createdAt", "endedAt" ON "contract"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract: money and times must be integers');
END;

CREATE TRIGGER "check_contract_version_integers_insert" BEFORE INSERT ON "contract_version"
WHEN typeof(NEW."proposedAt") <> 'integer'
  OR typeof(NEW."acceptedByBrandAt") NOT IN ('integer', 'null')
  OR typeof(NEW."acceptedByCreatorAt") NOT IN ('integer', 'null')
  OR typeof(NEW."declinedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract_version: money and times must be integers');
END;

CREATE TRIGGER "check_contract_version_integers_update" BEFORE UPDATE OF "proposedAt", "acceptedByBrandAt", "acceptedByCreatorAt", "declinedAt" ON "contract_version"
WHEN typeof(NEW."proposedAt") <> 'integer'
  OR typeof(NEW."acceptedByBrandAt") NOT IN ('integer', 'null')
  OR typeof(NEW."acceptedByCreatorAt") NOT IN ('integer', 'null')
  OR typeof(NEW."declinedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract_version: money and times must be integers');
END;

CREATE TRIGGER "check_drop_integers_insert" BEFORE INSERT ON "drop"
WHEN typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."publishedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."pausedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'drop: money and times must be integers');
END;

CREATE TRIGGER "check_drop_integers_update" BEFORE UPDATE OF "startsAt", "endsAt", "shippingMinor", "createdAt", "publishedAt", "pausedAt", "endedAt" ON "drop"
WHEN typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."publishedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."pausedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'drop: money and times must be integers');
END;

CREATE TRIGGER "check_drop_item_integers_insert" BEFORE INSERT ON "drop_item"
WHEN typeof(NEW."priceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'drop_item: money and times must be integers');
END;

CREATE TRIGGER "check_drop_item_integers_update" BEFORE UPDATE OF "priceMinor" ON "drop_item"
WHEN typeof(NEW."priceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'drop_item: money and times must be integers');
END;

CREATE TRIGGER "check_gate_integers_insert" BEFORE INSERT ON "gate"
WHEN typeof(NEW."opensAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closesAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'gate: money and times must be integers');
END;

CREATE TRIGGER "check_gate_integers_update" BEFORE UPDATE OF "opensAt", "closesAt" ON "gate"
WHEN typeof(NEW."opensAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closesAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'gate: money and times must be integers');
END;

CREATE TRIGGER "check_drop_event_integers_insert" BEFORE INSERT ON "drop_event"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'drop_event: money and times must be integers');
END;

CREATE TRIGGER "check_drop_event_integers_update" BEFORE UPDATE OF "at" ON "drop_event"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'drop_event: money and times must be integers');
END;

CREATE TRIGGER "check_stock_movement_integers_insert" BEFORE INSERT ON "stock_movement"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'stock_movement: money and times must be integers');
END;

CREATE TRIGGER "check_stock_movement_integers_update" BEFORE UPDATE OF "at" ON "stock_movement"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'stock_movement: money and times must be integers');
END;

CREATE TRIGGER "check_link_integers_insert" BEFORE INSERT ON "link"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."pausedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'link: money and times must be integers');
END;

CREATE TRIGGER "check_link_integers_update" BEFORE UPDATE OF "createdAt", "pausedAt", "endedAt" ON "link"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."pausedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'link: money and times must be integers');
END;

CREATE TRIGGER "check_click_integers_insert" BEFORE INSERT ON "click"
WHEN typeof(NEW."at") <> 'integer'
  OR typeof(NEW."confirmedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'click: money and times must be integers');
END;

CREATE TRIGGER "check_click_integers_update" BEFORE UPDATE OF "at", "confirmedAt" ON "click"
WHEN typeof(NEW."at") <> 'integer'
  OR typeof(NEW."confirmedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'click: money and times must be integers');
END;

CREATE TRIGGER "check_overlay_integers_insert" BEFORE INSERT ON "overlay"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."rotatedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'overlay: money and times must be integers');
END;

CREATE TRIGGER "check_overlay_integers_update" BEFORE UPDATE OF "createdAt", "rotatedAt", "lastSeenAt" ON "overlay"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."rotatedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'overlay: money and times must be integers');
END;

CREATE TRIGGER "check_commission_line_integers_insert" BEFORE INSERT ON "commission_line"
WHEN typeof(NEW."baseMinor") <> 'integer'
  OR typeof(NEW."earnedMinor") <> 'integer'
  OR typeof(NEW."earnedAt") <> 'integer'
  OR typeof(NEW."holdUntil") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_line: money and times must be integers');
END;

CREATE TRIGGER "check_commission_line_integers_update" BEFORE UPDATE OF "baseMinor", "earnedMinor", "earnedAt", "holdUntil", "releasedAt" ON "commission_line"
WHEN typeof(NEW."baseMinor") <> 'integer'
  OR typeof(NEW."earnedMinor") <> 'integer'
  OR typeof(NEW."earnedAt") <> 'integer'
  OR typeof(NEW."holdUntil") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_line: money and times must be integers');
END;

CREATE TRIGGER "check_ledger_transaction_integers_insert" BEFORE INSERT ON "ledger_transaction"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction: money and times must be integers');
END;

CREATE TRIGGER "check_ledger_transaction_integers_update" BEFORE UPDATE OF "at" ON "ledger_transaction"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction: money and times must be integers');
END;

CREATE TRIGGER "check_ledger_entry_integers_insert" BEFORE INSERT ON "ledger_entry"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: money and times must be integers');
END;

CREATE TRIGGER "check_ledger_entry_integers_update" BEFORE UPDATE OF "amountMinor", "at" ON "ledger_entry"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'ledger_entry: money and times must be integers');
END;

CREATE TRIGGER "check_payout_batch_integers_insert" BEFORE INSERT ON "payout_batch"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_batch: money and times must be integers');
END;

CREATE TRIGGER "check_payout_batch_integers_update" BEFORE UPDATE OF "createdAt", "approvedAt", "canceledAt" ON "payout_batch"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_batch: money and times must be integers');
END;

CREATE TRIGGER "check_payout_item_integers_insert" BEFORE INSERT ON "payout_item"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_item: money and times must be integers');
END;

CREATE TRIGGER "check_payout_item_integers_update" BEFORE UPDATE OF "amountMinor", "paidAt", "failedAt" ON "payout_item"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_item: money and times must be integers');
END;

CREATE TRIGGER "check_happening_integers_insert" BEFORE INSERT ON "happening"
WHEN typeof(NEW."at") <> 'integer'
  OR typeof(NEW."doneAt") NOT IN ('integer', 'null')
  OR typeof(NEW."notBefore") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'happening: money and times must be integers');
END;

CREATE TRIGGER "check_happening_integers_update" BEFORE UPDATE OF "at", "doneAt", "notBefore" ON "happening"
WHEN typeof(NEW."at") <> 'integer'
  OR typeof(NEW."doneAt") NOT IN ('integer', 'null')
  OR typeof(NEW."notBefore") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'happening: money and times must be integers');
END;

CREATE TRIGGER "check_outbox_mail_integers_insert" BEFORE INSERT ON "outbox_mail"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."sentAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'outbox_mail: money and times must be integers');
END;

CREATE TRIGGER "check_outbox_mail_integers_update" BEFORE UPDATE OF "createdAt", "sentAt" ON "outbox_mail"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."sentAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'outbox_mail: money and times must be integers');
END;
