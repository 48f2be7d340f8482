-- The sums of cohorts are counted anew after the start, by the same hands as what comes.
DELETE FROM "report_cohort";
DELETE FROM "report_customer";
INSERT INTO "report_due" ("customerId") SELECT "id" FROM "customer";

-- AlterTable
ALTER TABLE "report_due" ADD COLUMN     "failedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "report_customer" ADD COLUMN     "trillions30" BIGINT NOT NULL,
ADD COLUMN     "trillions60" BIGINT NOT NULL,
ADD COLUMN     "trillions90" BIGINT NOT NULL;

-- AlterTable
ALTER TABLE "report_cohort" ADD COLUMN     "trillions30" BIGINT NOT NULL,
ADD COLUMN     "trillions60" BIGINT NOT NULL,
ADD COLUMN     "trillions90" BIGINT NOT NULL;

-- Checks (prisma/checks)
-- Stock: no bucket is negative, and the buckets are the capacity.
ALTER TABLE "stock_pool" DROP CONSTRAINT IF EXISTS "check_stock_pool";
ALTER TABLE "stock_pool" ADD CONSTRAINT "check_stock_pool" CHECK (
  "available" >= 0 AND "held" >= 0 AND "sold" >= 0 AND "leased" >= 0
  AND "available" + "held" + "sold" + "leased" = "capacity"
);

-- Leases: never more confirmed and given back than was leased.
ALTER TABLE "stock_lease" DROP CONSTRAINT IF EXISTS "check_stock_lease";
ALTER TABLE "stock_lease" ADD CONSTRAINT "check_stock_lease" CHECK (
  "leasedUnits" >= 0 AND "confirmedUnits" >= 0 AND "returnedUnits" >= 0 AND "openUnits" >= 0
  AND "openUnits" = "leasedUnits" - "confirmedUnits" - "returnedUnits"
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

-- Money is booked only on a brand that there is. Locked, so that whoever removes a brand waits for what
-- is being booked on it, and then finds it: without its brand nobody could delete it any more.
CREATE OR REPLACE FUNCTION check_of_brand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "brand" WHERE "id" = NEW."brandId" FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS "check_ledger_transaction_brand" ON "ledger_transaction";
CREATE TRIGGER "check_ledger_transaction_brand" BEFORE INSERT ON "ledger_transaction" FOR EACH ROW
  EXECUTE FUNCTION check_of_brand('ledger_transaction: its brand is gone');

DROP TRIGGER IF EXISTS "check_commission_line_brand" ON "commission_line";
CREATE TRIGGER "check_commission_line_brand" BEFORE INSERT ON "commission_line" FOR EACH ROW
  EXECUTE FUNCTION check_of_brand('commission_line: its brand is gone');

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
    NEW."proposedAt" IS DISTINCT FROM OLD."proposedAt" OR
    NEW."countersId" IS DISTINCT FROM OLD."countersId")
  EXECUTE FUNCTION check_refuse('contract_version: terms never change, propose a new version');

DROP TRIGGER IF EXISTS "check_contract_version_answer" ON "contract_version";
CREATE TRIGGER "check_contract_version_answer" BEFORE UPDATE ON "contract_version" FOR EACH ROW
  WHEN (
    (OLD."acceptedByBrandAt" IS NOT NULL AND NEW."acceptedByBrandAt" IS DISTINCT FROM OLD."acceptedByBrandAt") OR
    (OLD."acceptedByCreatorAt" IS NOT NULL AND NEW."acceptedByCreatorAt" IS DISTINCT FROM OLD."acceptedByCreatorAt") OR
    (OLD."effectiveAt" IS NOT NULL AND NEW."effectiveAt" IS DISTINCT FROM OLD."effectiveAt") OR
    (OLD."declinedAt" IS NOT NULL AND NEW."declinedAt" IS DISTINCT FROM OLD."declinedAt") OR
    (OLD."withdrawnAt" IS NOT NULL AND NEW."withdrawnAt" IS DISTINCT FROM OLD."withdrawnAt") OR
    (OLD."endedFrom" IS NOT NULL AND NEW."endedFrom" IS DISTINCT FROM OLD."endedFrom") OR
    (OLD."timeZone" IS NOT NULL AND NEW."timeZone" IS DISTINCT FROM OLD."timeZone"))
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
  CASE WHEN "source" IN ('claim', 'counter')
    THEN "dropId" IS NOT NULL AND "claimId" IS NOT NULL AND "contractId" IS NOT NULL AND
      "contractVersionId" IS NOT NULL AND "visitorId" IS NOT NULL AND "claimedAt" IS NOT NULL AND
      ("source" = 'claim') = ("paymentIntentId" IS NOT NULL) AND
      ("source" = 'claim') = ("checkoutSessionId" IS NOT NULL) AND "externalId" IS NULL
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

-- Reports: what changes leaves a mark in the same transaction, whoever changes it.
CREATE OR REPLACE FUNCTION check_report_due_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "report_due" ("customerId") VALUES (OLD."customerId");
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO "report_due" ("customerId") VALUES (NEW."customerId");
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_report_due_order_insert" ON "order";
CREATE TRIGGER "check_report_due_order_insert" AFTER INSERT ON "order" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_customer();

DROP TRIGGER IF EXISTS "check_report_due_order_update" ON "order";
CREATE TRIGGER "check_report_due_order_update" AFTER UPDATE OF "customerId" ON "order" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_customer();

DROP TRIGGER IF EXISTS "check_report_due_acquisition" ON "acquisition";
CREATE TRIGGER "check_report_due_acquisition" AFTER INSERT OR UPDATE OR DELETE ON "acquisition" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_customer();

CREATE OR REPLACE FUNCTION check_report_due_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "customerId" FROM "order" WHERE "id" = NEW."orderId";
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_report_due_refund" ON "refund";
CREATE TRIGGER "check_report_due_refund" AFTER INSERT OR UPDATE ON "refund" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_money();

DROP TRIGGER IF EXISTS "check_report_due_dispute" ON "dispute";
CREATE TRIGGER "check_report_due_dispute" AFTER INSERT OR UPDATE ON "dispute" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_money();

CREATE OR REPLACE FUNCTION check_report_due_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."lineId" IS NOT NULL AND NEW."account" <> 'brand_payable' THEN
    INSERT INTO "report_due" ("customerId") SELECT "order"."customerId"
      FROM "commission_line" JOIN "order" ON "order"."id" = "commission_line"."orderId"
      WHERE "commission_line"."id" = NEW."lineId";
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_report_due_ledger" ON "ledger_entry";
CREATE TRIGGER "check_report_due_ledger" AFTER INSERT ON "ledger_entry" FOR EACH ROW
  EXECUTE FUNCTION check_report_due_ledger();

-- A click or claim whose time has been counted already is counted by what it changes; one
-- that a flag is about counts as a raw hit. One that its day's counts have is none. Per statement,
-- since a redirect pays for it.
CREATE OR REPLACE FUNCTION check_late_click_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "until" timestamp := (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1);
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT "link"."contractId", hit."linkId", coalesce(hit."dropId", ''), hit."at",
      1, (hit."verdict" <> 'raw' AND hit."flags" = 0)::int, (hit."verdict" = 'confirmed' AND hit."flags" = 0)::int,
      (hit."verdict" <> 'raw' AND hit."startsVisit" AND hit."flags" = 0)::int, 0
    FROM fresh hit JOIN "link" ON "link"."id" = hit."linkId"
    WHERE hit."at" < "until" AND hit."summedAt" IS NULL;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_late_click_insert" ON "click";
CREATE TRIGGER "check_late_click_insert" AFTER INSERT ON "click"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_late_click_insert();

CREATE OR REPLACE FUNCTION check_late_click_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "until" timestamp := (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1);
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT "link"."contractId", hit."linkId", coalesce(hit."dropId", ''), hit."at",
      -1, -(hit."verdict" <> 'raw' AND hit."flags" = 0)::int, -(hit."verdict" = 'confirmed' AND hit."flags" = 0)::int,
      -(hit."verdict" <> 'raw' AND hit."startsVisit" AND hit."flags" = 0)::int, 0
    FROM stale hit JOIN fresh other ON other."id" = hit."id" JOIN "link" ON "link"."id" = hit."linkId"
    WHERE hit."at" < "until" AND other."summedAt" IS NULL AND
      (hit."linkId", hit."dropId", hit."at", hit."verdict", hit."startsVisit", hit."flags") IS DISTINCT FROM
        (other."linkId", other."dropId", other."at", other."verdict", other."startsVisit", other."flags");
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT "link"."contractId", hit."linkId", coalesce(hit."dropId", ''), hit."at",
      1, (hit."verdict" <> 'raw' AND hit."flags" = 0)::int, (hit."verdict" = 'confirmed' AND hit."flags" = 0)::int,
      (hit."verdict" <> 'raw' AND hit."startsVisit" AND hit."flags" = 0)::int, 0
    FROM fresh hit JOIN stale other ON other."id" = hit."id" JOIN "link" ON "link"."id" = hit."linkId"
    WHERE hit."at" < "until" AND hit."summedAt" IS NULL AND
      (hit."linkId", hit."dropId", hit."at", hit."verdict", hit."startsVisit", hit."flags") IS DISTINCT FROM
        (other."linkId", other."dropId", other."at", other."verdict", other."startsVisit", other."flags");
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_late_click_update" ON "click";
CREATE TRIGGER "check_late_click_update" AFTER UPDATE ON "click"
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_late_click_update();

CREATE OR REPLACE FUNCTION check_late_click_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "until" timestamp := (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1);
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT "link"."contractId", hit."linkId", coalesce(hit."dropId", ''), hit."at",
      -1, -(hit."verdict" <> 'raw' AND hit."flags" = 0)::int, -(hit."verdict" = 'confirmed' AND hit."flags" = 0)::int,
      -(hit."verdict" <> 'raw' AND hit."startsVisit" AND hit."flags" = 0)::int, 0
    FROM stale hit JOIN "link" ON "link"."id" = hit."linkId"
    WHERE hit."at" < "until" AND hit."summedAt" IS NULL;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_late_click_delete" ON "click";
CREATE TRIGGER "check_late_click_delete" AFTER DELETE ON "click"
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION check_late_click_delete();

CREATE OR REPLACE FUNCTION check_late_claim_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "until" timestamp := (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1);
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT hit."contractId", coalesce("click"."linkId", ''), hit."dropId", hit."heldAt",
      0, 0, 0, 0, 1
    FROM fresh hit LEFT JOIN "click" ON "click"."id" = hit."clickId"
    WHERE hit."heldAt" < "until";
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_late_claim_insert" ON "claim";
CREATE TRIGGER "check_late_claim_insert" AFTER INSERT ON "claim"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_late_claim_insert();

CREATE OR REPLACE FUNCTION check_late_claim_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "until" timestamp := (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1);
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
    SELECT hit."contractId", coalesce("click"."linkId", ''), hit."dropId", hit."heldAt",
      0, 0, 0, 0, -1
    FROM stale hit LEFT JOIN "click" ON "click"."id" = hit."clickId"
    WHERE hit."heldAt" < "until";
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_late_claim_delete" ON "claim";
CREATE TRIGGER "check_late_claim_delete" AFTER DELETE ON "claim"
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION check_late_claim_delete();

-- Balances are kept beside the ledger by what each entry adds.
CREATE OR REPLACE FUNCTION check_balance_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "balance_change" ("brandId", "contractId", "account", "currency", "amountMinor")
    SELECT "brandId", coalesce("contractId", ''), "account", "currency", "amountMinor"
    FROM fresh WHERE "account" <> 'brand_payable';
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS "check_balance_change" ON "ledger_entry";
CREATE TRIGGER "check_balance_change" AFTER INSERT ON "ledger_entry"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_balance_change();
