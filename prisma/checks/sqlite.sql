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
