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

-- Leases: never more confirmed and given back than was leased.
CREATE TRIGGER "check_stock_lease_insert" BEFORE INSERT ON "stock_lease"
WHEN NEW."leasedUnits" < 0 OR NEW."confirmedUnits" < 0 OR NEW."returnedUnits" < 0 OR NEW."openUnits" < 0
  OR NEW."openUnits" <> NEW."leasedUnits" - NEW."confirmedUnits" - NEW."returnedUnits"
BEGIN
  SELECT RAISE(ABORT, 'stock_lease: open must be leased - confirmed - returned, none below 0');
END;

CREATE TRIGGER "check_stock_lease_update" BEFORE UPDATE ON "stock_lease"
WHEN NEW."leasedUnits" < 0 OR NEW."confirmedUnits" < 0 OR NEW."returnedUnits" < 0 OR NEW."openUnits" < 0
  OR NEW."openUnits" <> NEW."leasedUnits" - NEW."confirmedUnits" - NEW."returnedUnits"
BEGIN
  SELECT RAISE(ABORT, 'stock_lease: open must be leased - confirmed - returned, none below 0');
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

CREATE TRIGGER "check_price_rung_insert" BEFORE INSERT ON "price_rung"
WHEN NEW."usedUnits" < 0 OR NEW."usedUnits" > NEW."units"
BEGIN
  SELECT RAISE(ABORT, 'price_rung: usedUnits must be between 0 and units');
END;

CREATE TRIGGER "check_price_rung_update" BEFORE UPDATE ON "price_rung"
WHEN NEW."usedUnits" < 0 OR NEW."usedUnits" > NEW."units"
BEGIN
  SELECT RAISE(ABORT, 'price_rung: usedUnits must be between 0 and units');
END;

CREATE TRIGGER "check_claim_code_insert" BEFORE INSERT ON "claim_code"
WHEN NEW."usedCount" < 0 OR NEW."usedCount" > NEW."maxUses"
BEGIN
  SELECT RAISE(ABORT, 'claim_code: usedCount must be between 0 and maxUses');
END;

CREATE TRIGGER "check_claim_code_update" BEFORE UPDATE ON "claim_code"
WHEN NEW."usedCount" < 0 OR NEW."usedCount" > NEW."maxUses"
BEGIN
  SELECT RAISE(ABORT, 'claim_code: usedCount must be between 0 and maxUses');
END;

CREATE TRIGGER "check_credit_balance_insert" BEFORE INSERT ON "credit_balance"
WHEN NEW."balanceMinor" < 0 OR typeof(NEW."balanceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_balance: a balance is a whole number of minor units, not negative');
END;

CREATE TRIGGER "check_credit_balance_update" BEFORE UPDATE ON "credit_balance"
WHEN NEW."balanceMinor" < 0 OR typeof(NEW."balanceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_balance: a balance is a whole number of minor units, not negative');
END;

CREATE TRIGGER "check_credit_entry_update" BEFORE UPDATE ON "credit_entry"
BEGIN
  SELECT RAISE(ABORT, 'credit_entry: rows are never changed');
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

-- The entries of one transaction sum to zero in each currency, looked at when it commits. What is missing
-- stands in a table of its own until nothing is; its rows point to a row that there never is, and that is
-- looked at only by COMMIT. So the table is empty whenever somebody else looks.
CREATE TABLE IF NOT EXISTS "check_ledger_rest" (
  "of" TEXT NOT NULL PRIMARY KEY,
  "restMinor" INTEGER NOT NULL,
  "nothing" TEXT NOT NULL DEFAULT '' REFERENCES "check_ledger_rest" ("of") DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TRIGGER "check_ledger_entry_balance" AFTER INSERT ON "ledger_entry"
BEGIN
  INSERT INTO "check_ledger_rest" ("of", "restMinor")
  VALUES (NEW."transactionId" || ' ' || NEW."currency", NEW."amountMinor")
  ON CONFLICT ("of") DO UPDATE SET "restMinor" = "restMinor" + excluded."restMinor";
  DELETE FROM "check_ledger_rest"
  WHERE "of" = NEW."transactionId" || ' ' || NEW."currency" AND "restMinor" = 0;
END;

-- Money is booked only on a brand that there is: without it nobody could delete it any more.
CREATE TRIGGER "check_ledger_transaction_brand" BEFORE INSERT ON "ledger_transaction"
WHEN NOT EXISTS (SELECT 1 FROM "brand" WHERE "id" = NEW."brandId")
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction: its brand is gone');
END;

CREATE TRIGGER "check_commission_line_brand" BEFORE INSERT ON "commission_line"
WHEN NOT EXISTS (SELECT 1 FROM "brand" WHERE "id" = NEW."brandId")
BEGIN
  SELECT RAISE(ABORT, 'commission_line: its brand is gone');
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
  NEW."proposedAt" IS NOT OLD."proposedAt" OR NEW."countersId" IS NOT OLD."countersId"
BEGIN
  SELECT RAISE(ABORT, 'contract_version: terms never change, propose a new version');
END;

CREATE TRIGGER "check_contract_version_answer" BEFORE UPDATE ON "contract_version"
WHEN 
  (OLD."acceptedByBrandAt" IS NOT NULL AND NEW."acceptedByBrandAt" IS NOT OLD."acceptedByBrandAt") OR
  (OLD."acceptedByCreatorAt" IS NOT NULL AND NEW."acceptedByCreatorAt" IS NOT OLD."acceptedByCreatorAt") OR
  (OLD."effectiveAt" IS NOT NULL AND NEW."effectiveAt" IS NOT OLD."effectiveAt") OR
  (OLD."declinedAt" IS NOT NULL AND NEW."declinedAt" IS NOT OLD."declinedAt") OR
  (OLD."withdrawnAt" IS NOT NULL AND NEW."withdrawnAt" IS NOT OLD."withdrawnAt") OR
  (OLD."endedFrom" IS NOT NULL AND NEW."endedFrom" IS NOT OLD."endedFrom") OR
  (OLD."timeZone" IS NOT NULL AND NEW."timeZone" IS NOT OLD."timeZone")
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

-- An order is a claim that was paid, with all that the claim says, or was reported under the shop's id.
CREATE TRIGGER "check_order_source" BEFORE INSERT ON "order"
WHEN CASE WHEN NEW."source" IN ('claim', 'counter')
  THEN NEW."dropId" IS NULL OR NEW."claimId" IS NULL OR NEW."contractId" IS NULL OR
    NEW."contractVersionId" IS NULL OR NEW."visitorId" IS NULL OR NEW."claimedAt" IS NULL OR
    (NEW."source" = 'claim') <> (NEW."paymentIntentId" IS NOT NULL) OR
    (NEW."source" = 'claim') <> (NEW."checkoutSessionId" IS NOT NULL) OR
    NEW."externalId" IS NOT NULL
  ELSE NEW."externalId" IS NULL OR NEW."dropId" IS NOT NULL OR NEW."claimId" IS NOT NULL OR
    NEW."contractId" IS NOT NULL OR NEW."paymentIntentId" IS NOT NULL END
BEGIN
  SELECT RAISE(ABORT, 'order: of a claim with all its facts, or reported under an id of the shop');
END;

-- The pinned facts of an order.
CREATE TRIGGER "check_order_pinned" BEFORE UPDATE ON "order"
WHEN NEW."id" IS NOT OLD."id" OR NEW."number" IS NOT OLD."number" OR
  NEW."brandId" IS NOT OLD."brandId" OR NEW."source" IS NOT OLD."source" OR
  NEW."externalId" IS NOT OLD."externalId" OR NEW."dropId" IS NOT OLD."dropId" OR
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

-- Reports: what changes leaves a mark in the same transaction, whoever changes it.
CREATE TRIGGER "check_report_due_order_insert" AFTER INSERT ON "order"
BEGIN
  INSERT INTO "report_due" ("customerId") VALUES (NEW."customerId");
END;

CREATE TRIGGER "check_report_due_order_update" AFTER UPDATE OF "customerId" ON "order"
BEGIN
  INSERT INTO "report_due" ("customerId") VALUES (OLD."customerId"), (NEW."customerId");
END;

CREATE TRIGGER "check_report_due_refund_insert" AFTER INSERT ON "refund"
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "customerId" FROM "order" WHERE "id" = NEW."orderId";
END;

CREATE TRIGGER "check_report_due_refund_update" AFTER UPDATE ON "refund"
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "customerId" FROM "order" WHERE "id" = NEW."orderId";
END;

CREATE TRIGGER "check_report_due_dispute_insert" AFTER INSERT ON "dispute"
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "customerId" FROM "order" WHERE "id" = NEW."orderId";
END;

CREATE TRIGGER "check_report_due_dispute_update" AFTER UPDATE ON "dispute"
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "customerId" FROM "order" WHERE "id" = NEW."orderId";
END;

CREATE TRIGGER "check_report_due_acquisition_insert" AFTER INSERT ON "acquisition"
BEGIN
  INSERT INTO "report_due" ("customerId") VALUES (NEW."customerId");
END;

CREATE TRIGGER "check_report_due_acquisition_update" AFTER UPDATE ON "acquisition"
BEGIN
  INSERT INTO "report_due" ("customerId") VALUES (OLD."customerId"), (NEW."customerId");
END;

CREATE TRIGGER "check_report_due_acquisition_delete" AFTER DELETE ON "acquisition"
BEGIN
  INSERT INTO "report_due" ("customerId") VALUES (OLD."customerId");
END;

CREATE TRIGGER "check_report_due_ledger_insert" AFTER INSERT ON "ledger_entry" WHEN NEW."lineId" IS NOT NULL AND NEW."account" <> 'brand_payable'
BEGIN
  INSERT INTO "report_due" ("customerId") SELECT "order"."customerId"
    FROM "commission_line" JOIN "order" ON "order"."id" = "commission_line"."orderId"
    WHERE "commission_line"."id" = NEW."lineId";
END;

-- A click or claim whose time has been counted already is counted by what it changes; one
-- that a flag is about counts as a raw hit. One that its day's counts have is none.
CREATE TRIGGER "check_late_click_insert" AFTER INSERT ON "click"
WHEN NEW."at" < (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1) AND NEW."summedAt" IS NULL
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  SELECT "contractId", NEW."linkId", coalesce(NEW."dropId", ''), NEW."at",
    1, (NEW."verdict" <> 'raw' AND NEW."flags" = 0), (NEW."verdict" = 'confirmed' AND NEW."flags" = 0),
    (NEW."verdict" <> 'raw' AND NEW."startsVisit" AND NEW."flags" = 0), 0
  FROM "link" WHERE "id" = NEW."linkId";
END;

CREATE TRIGGER "check_late_click_update" AFTER UPDATE OF "linkId", "dropId", "at", "verdict", "startsVisit", "flags" ON "click"
WHEN NEW."at" < (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1) AND NEW."summedAt" IS NULL
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  SELECT "contractId", OLD."linkId", coalesce(OLD."dropId", ''), OLD."at",
    -1, -(OLD."verdict" <> 'raw' AND OLD."flags" = 0), -(OLD."verdict" = 'confirmed' AND OLD."flags" = 0),
    -(OLD."verdict" <> 'raw' AND OLD."startsVisit" AND OLD."flags" = 0), 0
  FROM "link" WHERE "id" = OLD."linkId";
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  SELECT "contractId", NEW."linkId", coalesce(NEW."dropId", ''), NEW."at",
    1, (NEW."verdict" <> 'raw' AND NEW."flags" = 0), (NEW."verdict" = 'confirmed' AND NEW."flags" = 0),
    (NEW."verdict" <> 'raw' AND NEW."startsVisit" AND NEW."flags" = 0), 0
  FROM "link" WHERE "id" = NEW."linkId";
END;

CREATE TRIGGER "check_late_click_delete" AFTER DELETE ON "click"
WHEN OLD."at" < (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1) AND OLD."summedAt" IS NULL
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  SELECT "contractId", OLD."linkId", coalesce(OLD."dropId", ''), OLD."at",
    -1, -(OLD."verdict" <> 'raw' AND OLD."flags" = 0), -(OLD."verdict" = 'confirmed' AND OLD."flags" = 0),
    -(OLD."verdict" <> 'raw' AND OLD."startsVisit" AND OLD."flags" = 0), 0
  FROM "link" WHERE "id" = OLD."linkId";
END;

CREATE TRIGGER "check_late_claim_insert" AFTER INSERT ON "claim"
WHEN NEW."heldAt" < (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1)
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  VALUES (NEW."contractId", coalesce((SELECT "linkId" FROM "click" WHERE "id" = NEW."clickId"), ''),
    NEW."dropId", NEW."heldAt", 0, 0, 0, 0, 1);
END;

CREATE TRIGGER "check_late_claim_delete" AFTER DELETE ON "claim"
WHEN OLD."heldAt" < (SELECT "hitsUntil" FROM "report_progress" WHERE "id" = 1)
BEGIN
  INSERT INTO "late_hit" ("contractId", "linkId", "dropId", "at", "clicks", "human", "confirmed", "visits", "claims")
  VALUES (OLD."contractId", coalesce((SELECT "linkId" FROM "click" WHERE "id" = OLD."clickId"), ''),
    OLD."dropId", OLD."heldAt", 0, 0, 0, 0, -1);
END;

-- Balances are kept beside the ledger by what each entry adds.
CREATE TRIGGER "check_balance_change" AFTER INSERT ON "ledger_entry" WHEN NEW."account" <> 'brand_payable'
BEGIN
  INSERT INTO "balance_change" ("brandId", "contractId", "account", "currency", "amountMinor")
  VALUES (NEW."brandId", coalesce(NEW."contractId", ''), NEW."account", NEW."currency", NEW."amountMinor");
END;
