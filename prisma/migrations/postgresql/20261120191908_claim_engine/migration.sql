-- AlterTable
ALTER TABLE "order" ADD COLUMN     "creditMinor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "delivery" TEXT NOT NULL DEFAULT 'ship',
ADD COLUMN     "note" TEXT;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "isAddOn" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "location" TEXT NOT NULL DEFAULT 'central',
ADD COLUMN     "rung" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "codeId" TEXT,
ADD COLUMN     "customerKey" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "delivery" TEXT NOT NULL DEFAULT 'ship',
ADD COLUMN     "note" TEXT,
ADD COLUMN     "paidKey" TEXT,
ADD COLUMN     "placeId" TEXT,
ADD COLUMN     "resilience" TEXT NOT NULL DEFAULT 'online';

-- AlterTable
ALTER TABLE "claim_line" ADD COLUMN     "isAddOn" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "drop" ADD COLUMN     "canShip" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "entriesCloseAt" TIMESTAMP(3),
ADD COLUMN     "fairness" TEXT NOT NULL DEFAULT 'first_come',
ADD COLUMN     "hasWaitingList" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "noteLabel" TEXT,
ADD COLUMN     "offer" TEXT NOT NULL DEFAULT '{"kind":"plain"}',
ADD COLUMN     "offerSeconds" INTEGER NOT NULL DEFAULT 300,
ADD COLUMN     "reserveEndsAt" TIMESTAMP(3),
ADD COLUMN     "turnsPerSecond" INTEGER NOT NULL DEFAULT 20;

-- AlterTable
ALTER TABLE "gate" ADD COLUMN     "tokensRevokedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "audience" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audience_member" (
    "audienceId" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "audience_member_pkey" PRIMARY KEY ("audienceId","emailKey")
);

-- CreateTable
CREATE TABLE "credit_balance" (
    "brandId" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "balanceMinor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "credit_balance_pkey" PRIMARY KEY ("brandId","emailKey")
);

-- CreateTable
CREATE TABLE "credit_entry" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "orderId" TEXT,
    "claimId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "terms" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "redeemedAt" TIMESTAMP(3),
    "redeemedBy" TEXT,
    "voidedAt" TIMESTAMP(3),

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_batch" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "code_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_code" (
    "id" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "maxUses" INTEGER NOT NULL DEFAULT 1,
    "usedCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "claim_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line_place" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gateId" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "clickId" TEXT,
    "visitorId" TEXT NOT NULL,
    "customerKey" TEXT NOT NULL,
    "email" TEXT,
    "skuId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "delivery" TEXT NOT NULL DEFAULT 'ship',
    "note" TEXT,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "salt" TEXT NOT NULL,
    "lotId" TEXT NOT NULL,
    "rank" INTEGER,
    "claimId" TEXT,
    "offeredAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "closeReason" TEXT,

    CONSTRAINT "line_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drop_lot" (
    "dropId" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "seedHash" TEXT NOT NULL,
    "committedAt" TIMESTAMP(3) NOT NULL,
    "entriesHash" TEXT,
    "entryCount" INTEGER NOT NULL DEFAULT 0,
    "drawnAt" TIMESTAMP(3),

    CONSTRAINT "drop_lot_pkey" PRIMARY KEY ("dropId")
);

-- CreateTable
CREATE TABLE "email_proof" (
    "id" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "email_proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_rung" (
    "id" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "skuId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "units" INTEGER,
    "usedUnits" INTEGER NOT NULL DEFAULT 0,
    "endsAt" TIMESTAMP(3),
    "priceMinor" BIGINT NOT NULL,

    CONSTRAINT "price_rung_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "postalCode" TEXT NOT NULL,
    "city" TEXT NOT NULL DEFAULT '',
    "street" TEXT NOT NULL DEFAULT '',
    "hasPickUp" BOOLEAN NOT NULL DEFAULT false,
    "pickUpNote" TEXT NOT NULL DEFAULT '',
    "isCentral" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fulfilment" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "dropId" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "pickUpCode" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "doneBy" TEXT,
    "canceledAt" TIMESTAMP(3),

    CONSTRAINT "fulfilment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audience_brandId_name_key" ON "audience"("brandId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "credit_entry_idempotencyKey_key" ON "credit_entry"("idempotencyKey");

-- CreateIndex
CREATE INDEX "credit_entry_brandId_emailKey_at_idx" ON "credit_entry"("brandId", "emailKey", "at");

-- CreateIndex
CREATE INDEX "credit_entry_claimId_idx" ON "credit_entry"("claimId");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_code_key" ON "voucher"("code");

-- CreateIndex
CREATE INDEX "voucher_orderId_idx" ON "voucher"("orderId");

-- CreateIndex
CREATE INDEX "voucher_brandId_createdAt_idx" ON "voucher"("brandId", "createdAt");

-- CreateIndex
CREATE INDEX "code_batch_dropId_idx" ON "code_batch"("dropId");

-- CreateIndex
CREATE UNIQUE INDEX "claim_code_code_key" ON "claim_code"("code");

-- CreateIndex
CREATE INDEX "claim_code_batchId_idx" ON "claim_code"("batchId");

-- CreateIndex
CREATE INDEX "line_place_dropId_kind_closedAt_rank_idx" ON "line_place"("dropId", "kind", "closedAt", "rank");

-- CreateIndex
CREATE INDEX "line_place_dropId_visitorId_idx" ON "line_place"("dropId", "visitorId");

-- CreateIndex
CREATE UNIQUE INDEX "line_place_dropId_kind_customerKey_key" ON "line_place"("dropId", "kind", "customerKey");

-- CreateIndex
CREATE INDEX "email_proof_emailKey_createdAt_idx" ON "email_proof"("emailKey", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "price_rung_dropId_skuId_position_key" ON "price_rung"("dropId", "skuId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "location_brandId_name_key" ON "location"("brandId", "name");

-- CreateIndex
CREATE INDEX "fulfilment_brandId_location_doneAt_idx" ON "fulfilment"("brandId", "location", "doneAt");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_orderId_location_key" ON "fulfilment"("orderId", "location");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_brandId_pickUpCode_key" ON "fulfilment"("brandId", "pickUpCode");

-- CreateIndex
CREATE INDEX "claim_dropId_seq_idx" ON "claim"("dropId", "seq");

-- AddForeignKey
ALTER TABLE "audience" ADD CONSTRAINT "audience_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audience_member" ADD CONSTRAINT "audience_member_audienceId_fkey" FOREIGN KEY ("audienceId") REFERENCES "audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_balance" ADD CONSTRAINT "credit_balance_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_batch" ADD CONSTRAINT "code_batch_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_batch" ADD CONSTRAINT "code_batch_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_code" ADD CONSTRAINT "claim_code_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "code_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_place" ADD CONSTRAINT "line_place_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drop_lot" ADD CONSTRAINT "drop_lot_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_rung" ADD CONSTRAINT "price_rung_dropId_fkey" FOREIGN KEY ("dropId") REFERENCES "drop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Claims so far counted against their visitor.
UPDATE "claim" SET "customerKey" = 'visitor:' || "visitorId" WHERE "customerKey" = '';

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

ALTER TABLE "price_rung" DROP CONSTRAINT IF EXISTS "check_price_rung";
ALTER TABLE "price_rung" ADD CONSTRAINT "check_price_rung" CHECK (
  "usedUnits" >= 0 AND ("units" IS NULL OR "usedUnits" <= "units")
);

ALTER TABLE "claim_code" DROP CONSTRAINT IF EXISTS "check_claim_code";
ALTER TABLE "claim_code" ADD CONSTRAINT "check_claim_code" CHECK (
  "usedCount" >= 0 AND "usedCount" <= "maxUses"
);

ALTER TABLE "credit_balance" DROP CONSTRAINT IF EXISTS "check_credit_balance";
ALTER TABLE "credit_balance" ADD CONSTRAINT "check_credit_balance" CHECK (
  "balanceMinor" >= 0
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

DROP TRIGGER IF EXISTS "check_credit_entry_update" ON "credit_entry";
CREATE TRIGGER "check_credit_entry_update" BEFORE UPDATE ON "credit_entry" FOR EACH ROW
  EXECUTE FUNCTION check_refuse('credit_entry: rows are never changed');

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
