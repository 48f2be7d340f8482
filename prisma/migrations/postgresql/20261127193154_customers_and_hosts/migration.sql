-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "mergedIntoId" TEXT;

-- AlterTable
ALTER TABLE "checkout_session" ADD COLUMN     "userId" TEXT;

-- AlterTable
ALTER TABLE "order" ADD COLUMN     "buyerKey" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "link" ADD COLUMN     "destination" TEXT;

-- CreateTable
CREATE TABLE "attribution_change" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "mergeId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT,
    "reason" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,

    CONSTRAINT "attribution_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_key" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "isVerified" BOOLEAN NOT NULL DEFAULT false,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "customer_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_merge" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "keptId" TEXT NOT NULL,
    "mergedId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "orderIds" TEXT NOT NULL,
    "keyIds" TEXT NOT NULL,
    "mergedAt" TIMESTAMP(3) NOT NULL,
    "mergedBy" TEXT,
    "undoneAt" TIMESTAMP(3),
    "undoneBy" TEXT,

    CONSTRAINT "customer_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proven_visitor" (
    "emailKey" TEXT NOT NULL,
    "visitorId" TEXT NOT NULL,
    "provenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "proven_visitor_pkey" PRIMARY KEY ("emailKey","visitorId")
);

-- CreateTable
CREATE TABLE "brand_host" (
    "id" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "verifiedAt" TIMESTAMP(3),
    "method" TEXT,
    "checkedAt" TIMESTAMP(3),
    "problem" TEXT,

    CONSTRAINT "brand_host_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "attribution_change_mergeId_idx" ON "attribution_change"("mergeId");

-- CreateIndex
CREATE INDEX "attribution_change_customerId_at_idx" ON "attribution_change"("customerId", "at");

-- CreateIndex
CREATE INDEX "attribution_change_brandId_at_idx" ON "attribution_change"("brandId", "at");

-- CreateIndex
CREATE INDEX "customer_key_customerId_idx" ON "customer_key"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "customer_key_brandId_kind_value_key" ON "customer_key"("brandId", "kind", "value");

-- CreateIndex
CREATE INDEX "customer_merge_brandId_mergedAt_idx" ON "customer_merge"("brandId", "mergedAt");

-- CreateIndex
CREATE INDEX "customer_merge_keptId_idx" ON "customer_merge"("keptId");

-- CreateIndex
CREATE INDEX "customer_merge_mergedId_idx" ON "customer_merge"("mergedId");

-- CreateIndex
CREATE UNIQUE INDEX "brand_host_brandId_host_key" ON "brand_host"("brandId", "host");

-- AddForeignKey
ALTER TABLE "customer_key" ADD CONSTRAINT "customer_key_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_key" ADD CONSTRAINT "customer_key_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand_host" ADD CONSTRAINT "brand_host_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "brand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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

-- An order is a claim that was paid, with all that the claim says, or was reported under the shop's id.
ALTER TABLE "order" DROP CONSTRAINT IF EXISTS "check_order_source";
ALTER TABLE "order" ADD CONSTRAINT "check_order_source" CHECK (
  CASE WHEN "source" = 'claim'
    THEN "dropId" IS NOT NULL AND "claimId" IS NOT NULL AND "contractId" IS NOT NULL AND
      "contractVersionId" IS NOT NULL AND "visitorId" IS NOT NULL AND "claimedAt" IS NOT NULL AND
      "paymentIntentId" IS NOT NULL AND "checkoutSessionId" IS NOT NULL AND "externalId" IS NULL
    ELSE "externalId" IS NOT NULL AND "dropId" IS NULL AND "claimId" IS NULL AND
      "contractId" IS NULL AND "paymentIntentId" IS NULL
  END
);

-- The pinned facts of an order.
DROP TRIGGER IF EXISTS "check_order_pinned" ON "order";
CREATE TRIGGER "check_order_pinned" BEFORE UPDATE ON "order" FOR EACH ROW
  WHEN (NEW."id" IS DISTINCT FROM OLD."id" OR NEW."number" IS DISTINCT FROM OLD."number" OR
    NEW."brandId" IS DISTINCT FROM OLD."brandId" OR
    NEW."source" IS DISTINCT FROM OLD."source" OR
    NEW."externalId" IS DISTINCT FROM OLD."externalId" OR
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


-- Customers of before have the key that they were known by.
INSERT INTO "customer_key" ("id", "brandId", "kind", "value", "customerId", "isVerified", "seenAt")
SELECT "id", "brandId", 'email', "emailKey", "id", false, "createdAt" FROM "customer";

UPDATE "order" SET "buyerKey" =
  (SELECT 'email:' || "customer"."emailKey" FROM "customer" WHERE "customer"."id" = "order"."customerId");
