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

CREATE TRIGGER "check_signed_in_browser_integers_insert" BEFORE INSERT ON "signed_in_browser"
WHEN typeof(NEW."firstAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'signed_in_browser: money and times must be integers');
END;

CREATE TRIGGER "check_signed_in_browser_integers_update" BEFORE UPDATE OF "firstAt" ON "signed_in_browser"
WHEN typeof(NEW."firstAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'signed_in_browser: money and times must be integers');
END;

CREATE TRIGGER "check_api_key_integers_insert" BEFORE INSERT ON "api_key"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."lastUsedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'api_key: money and times must be integers');
END;

CREATE TRIGGER "check_api_key_integers_update" BEFORE UPDATE OF "createdAt", "lastUsedAt", "expiresAt", "revokedAt" ON "api_key"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."lastUsedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'api_key: money and times must be integers');
END;

CREATE TRIGGER "check_conversion_integers_insert" BEFORE INSERT ON "conversion"
WHEN typeof(NEW."occurredAt") <> 'integer'
  OR typeof(NEW."receivedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'conversion: money and times must be integers');
END;

CREATE TRIGGER "check_conversion_integers_update" BEFORE UPDATE OF "occurredAt", "receivedAt" ON "conversion"
WHEN typeof(NEW."occurredAt") <> 'integer'
  OR typeof(NEW."receivedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'conversion: money and times must be integers');
END;

CREATE TRIGGER "check_shop_connection_integers_insert" BEFORE INSERT ON "shop_connection"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."lastReceivedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'shop_connection: money and times must be integers');
END;

CREATE TRIGGER "check_shop_connection_integers_update" BEFORE UPDATE OF "createdAt", "lastReceivedAt", "removedAt" ON "shop_connection"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."lastReceivedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'shop_connection: money and times must be integers');
END;

CREATE TRIGGER "check_calendar_feed_integers_insert" BEFORE INSERT ON "calendar_feed"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'calendar_feed: money and times must be integers');
END;

CREATE TRIGGER "check_calendar_feed_integers_update" BEFORE UPDATE OF "createdAt" ON "calendar_feed"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'calendar_feed: money and times must be integers');
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

CREATE TRIGGER "check_attribution_change_integers_insert" BEFORE INSERT ON "attribution_change"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'attribution_change: money and times must be integers');
END;

CREATE TRIGGER "check_attribution_change_integers_update" BEFORE UPDATE OF "at" ON "attribution_change"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'attribution_change: money and times must be integers');
END;

CREATE TRIGGER "check_audience_integers_insert" BEFORE INSERT ON "audience"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'audience: money and times must be integers');
END;

CREATE TRIGGER "check_audience_integers_update" BEFORE UPDATE OF "createdAt", "archivedAt" ON "audience"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'audience: money and times must be integers');
END;

CREATE TRIGGER "check_audience_member_integers_insert" BEFORE INSERT ON "audience_member"
WHEN typeof(NEW."addedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'audience_member: money and times must be integers');
END;

CREATE TRIGGER "check_audience_member_integers_update" BEFORE UPDATE OF "addedAt" ON "audience_member"
WHEN typeof(NEW."addedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'audience_member: money and times must be integers');
END;

CREATE TRIGGER "check_credit_balance_integers_insert" BEFORE INSERT ON "credit_balance"
WHEN typeof(NEW."balanceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_balance: money and times must be integers');
END;

CREATE TRIGGER "check_credit_balance_integers_update" BEFORE UPDATE OF "balanceMinor" ON "credit_balance"
WHEN typeof(NEW."balanceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_balance: money and times must be integers');
END;

CREATE TRIGGER "check_credit_entry_integers_insert" BEFORE INSERT ON "credit_entry"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_entry: money and times must be integers');
END;

CREATE TRIGGER "check_credit_entry_integers_update" BEFORE UPDATE OF "amountMinor", "at" ON "credit_entry"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'credit_entry: money and times must be integers');
END;

CREATE TRIGGER "check_voucher_integers_insert" BEFORE INSERT ON "voucher"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."redeemedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."voidedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'voucher: money and times must be integers');
END;

CREATE TRIGGER "check_voucher_integers_update" BEFORE UPDATE OF "createdAt", "expiresAt", "redeemedAt", "voidedAt" ON "voucher"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."redeemedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."voidedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'voucher: money and times must be integers');
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
WHEN typeof(NEW."claimedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."itemsMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."creditMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."receiptSentAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'order: money and times must be integers');
END;

CREATE TRIGGER "check_order_integers_update" BEFORE UPDATE OF "claimedAt", "capturedAt", "capturedMinor", "itemsMinor", "shippingMinor", "taxMinor", "creditMinor", "costMinor", "receiptSentAt" ON "order"
WHEN typeof(NEW."claimedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."itemsMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."creditMinor") <> 'integer'
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

CREATE TRIGGER "check_dispute_integers_insert" BEFORE INSERT ON "dispute"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."openedAt") <> 'integer'
  OR typeof(NEW."evidenceDueAt") NOT IN ('integer', 'null')
  OR typeof(NEW."decidedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."toldAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'dispute: money and times must be integers');
END;

CREATE TRIGGER "check_dispute_integers_update" BEFORE UPDATE OF "amountMinor", "openedAt", "evidenceDueAt", "decidedAt", "toldAt" ON "dispute"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."openedAt") <> 'integer'
  OR typeof(NEW."evidenceDueAt") NOT IN ('integer', 'null')
  OR typeof(NEW."decidedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."toldAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'dispute: money and times must be integers');
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

CREATE TRIGGER "check_code_batch_integers_insert" BEFORE INSERT ON "code_batch"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'code_batch: money and times must be integers');
END;

CREATE TRIGGER "check_code_batch_integers_update" BEFORE UPDATE OF "createdAt", "expiresAt", "revokedAt" ON "code_batch"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'code_batch: money and times must be integers');
END;

CREATE TRIGGER "check_line_place_integers_insert" BEFORE INSERT ON "line_place"
WHEN typeof(NEW."enteredAt") <> 'integer'
  OR typeof(NEW."offeredAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'line_place: money and times must be integers');
END;

CREATE TRIGGER "check_line_place_integers_update" BEFORE UPDATE OF "enteredAt", "offeredAt", "closedAt" ON "line_place"
WHEN typeof(NEW."enteredAt") <> 'integer'
  OR typeof(NEW."offeredAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'line_place: money and times must be integers');
END;

CREATE TRIGGER "check_drop_lot_integers_insert" BEFORE INSERT ON "drop_lot"
WHEN typeof(NEW."committedAt") <> 'integer'
  OR typeof(NEW."drawnAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'drop_lot: money and times must be integers');
END;

CREATE TRIGGER "check_drop_lot_integers_update" BEFORE UPDATE OF "committedAt", "drawnAt" ON "drop_lot"
WHEN typeof(NEW."committedAt") <> 'integer'
  OR typeof(NEW."drawnAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'drop_lot: money and times must be integers');
END;

CREATE TRIGGER "check_email_proof_integers_insert" BEFORE INSERT ON "email_proof"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."usedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'email_proof: money and times must be integers');
END;

CREATE TRIGGER "check_email_proof_integers_update" BEFORE UPDATE OF "createdAt", "expiresAt", "usedAt" ON "email_proof"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."expiresAt") <> 'integer'
  OR typeof(NEW."usedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'email_proof: money and times must be integers');
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
  OR typeof(NEW."effectiveAt") NOT IN ('integer', 'null')
  OR typeof(NEW."declinedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."withdrawnAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedFrom") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract_version: money and times must be integers');
END;

CREATE TRIGGER "check_contract_version_integers_update" BEFORE UPDATE OF "proposedAt", "acceptedByBrandAt", "acceptedByCreatorAt", "effectiveAt", "declinedAt", "withdrawnAt", "endedFrom" ON "contract_version"
WHEN typeof(NEW."proposedAt") <> 'integer'
  OR typeof(NEW."acceptedByBrandAt") NOT IN ('integer', 'null')
  OR typeof(NEW."acceptedByCreatorAt") NOT IN ('integer', 'null')
  OR typeof(NEW."effectiveAt") NOT IN ('integer', 'null')
  OR typeof(NEW."declinedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."withdrawnAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedFrom") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'contract_version: money and times must be integers');
END;

CREATE TRIGGER "check_customer_key_integers_insert" BEFORE INSERT ON "customer_key"
WHEN typeof(NEW."seenAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'customer_key: money and times must be integers');
END;

CREATE TRIGGER "check_customer_key_integers_update" BEFORE UPDATE OF "seenAt" ON "customer_key"
WHEN typeof(NEW."seenAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'customer_key: money and times must be integers');
END;

CREATE TRIGGER "check_customer_merge_integers_insert" BEFORE INSERT ON "customer_merge"
WHEN typeof(NEW."mergedAt") <> 'integer'
  OR typeof(NEW."undoneAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'customer_merge: money and times must be integers');
END;

CREATE TRIGGER "check_customer_merge_integers_update" BEFORE UPDATE OF "mergedAt", "undoneAt" ON "customer_merge"
WHEN typeof(NEW."mergedAt") <> 'integer'
  OR typeof(NEW."undoneAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'customer_merge: money and times must be integers');
END;

CREATE TRIGGER "check_proven_visitor_integers_insert" BEFORE INSERT ON "proven_visitor"
WHEN typeof(NEW."provenAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'proven_visitor: money and times must be integers');
END;

CREATE TRIGGER "check_proven_visitor_integers_update" BEFORE UPDATE OF "provenAt" ON "proven_visitor"
WHEN typeof(NEW."provenAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'proven_visitor: money and times must be integers');
END;

CREATE TRIGGER "check_dock_integers_insert" BEFORE INSERT ON "dock"
WHEN typeof(NEW."codeUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'dock: money and times must be integers');
END;

CREATE TRIGGER "check_dock_integers_update" BEFORE UPDATE OF "codeUntil", "createdAt", "approvedAt", "lastSeenAt", "revokedAt" ON "dock"
WHEN typeof(NEW."codeUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'dock: money and times must be integers');
END;

CREATE TRIGGER "check_dock_command_integers_insert" BEFORE INSERT ON "dock_command"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'dock_command: money and times must be integers');
END;

CREATE TRIGGER "check_dock_command_integers_update" BEFORE UPDATE OF "at" ON "dock_command"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'dock_command: money and times must be integers');
END;

CREATE TRIGGER "check_drop_integers_insert" BEFORE INSERT ON "drop"
WHEN typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."entriesCloseAt") NOT IN ('integer', 'null')
  OR typeof(NEW."reserveEndsAt") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."publishedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."pausedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'drop: money and times must be integers');
END;

CREATE TRIGGER "check_drop_integers_update" BEFORE UPDATE OF "startsAt", "endsAt", "shippingMinor", "entriesCloseAt", "reserveEndsAt", "createdAt", "publishedAt", "pausedAt", "endedAt" ON "drop"
WHEN typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."entriesCloseAt") NOT IN ('integer', 'null')
  OR typeof(NEW."reserveEndsAt") NOT IN ('integer', 'null')
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

CREATE TRIGGER "check_price_rung_integers_insert" BEFORE INSERT ON "price_rung"
WHEN typeof(NEW."endsAt") NOT IN ('integer', 'null')
  OR typeof(NEW."priceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'price_rung: money and times must be integers');
END;

CREATE TRIGGER "check_price_rung_integers_update" BEFORE UPDATE OF "endsAt", "priceMinor" ON "price_rung"
WHEN typeof(NEW."endsAt") NOT IN ('integer', 'null')
  OR typeof(NEW."priceMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'price_rung: money and times must be integers');
END;

CREATE TRIGGER "check_gate_integers_insert" BEFORE INSERT ON "gate"
WHEN typeof(NEW."opensAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closesAt") NOT IN ('integer', 'null')
  OR typeof(NEW."tokensRevokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'gate: money and times must be integers');
END;

CREATE TRIGGER "check_gate_integers_update" BEFORE UPDATE OF "opensAt", "closesAt", "tokensRevokedAt" ON "gate"
WHEN typeof(NEW."opensAt") NOT IN ('integer', 'null')
  OR typeof(NEW."closesAt") NOT IN ('integer', 'null')
  OR typeof(NEW."tokensRevokedAt") NOT IN ('integer', 'null')
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

CREATE TRIGGER "check_experiment_integers_insert" BEFORE INSERT ON "experiment"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."stoppedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'experiment: money and times must be integers');
END;

CREATE TRIGGER "check_experiment_integers_update" BEFORE UPDATE OF "createdAt", "stoppedAt" ON "experiment"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."stoppedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'experiment: money and times must be integers');
END;

CREATE TRIGGER "check_exposure_integers_insert" BEFORE INSERT ON "exposure"
WHEN typeof(NEW."exposedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'exposure: money and times must be integers');
END;

CREATE TRIGGER "check_exposure_integers_update" BEFORE UPDATE OF "exposedAt" ON "exposure"
WHEN typeof(NEW."exposedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'exposure: money and times must be integers');
END;

CREATE TRIGGER "check_fraud_flag_integers_insert" BEFORE INSERT ON "fraud_flag"
WHEN typeof(NEW."flaggedAt") <> 'integer'
  OR typeof(NEW."decidedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'fraud_flag: money and times must be integers');
END;

CREATE TRIGGER "check_fraud_flag_integers_update" BEFORE UPDATE OF "flaggedAt", "decidedAt" ON "fraud_flag"
WHEN typeof(NEW."flaggedAt") <> 'integer'
  OR typeof(NEW."decidedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'fraud_flag: money and times must be integers');
END;

CREATE TRIGGER "check_fraud_decision_integers_insert" BEFORE INSERT ON "fraud_decision"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'fraud_decision: money and times must be integers');
END;

CREATE TRIGGER "check_fraud_decision_integers_update" BEFORE UPDATE OF "at" ON "fraud_decision"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'fraud_decision: money and times must be integers');
END;

CREATE TRIGGER "check_location_integers_insert" BEFORE INSERT ON "location"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'location: money and times must be integers');
END;

CREATE TRIGGER "check_location_integers_update" BEFORE UPDATE OF "createdAt", "archivedAt" ON "location"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."archivedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'location: money and times must be integers');
END;

CREATE TRIGGER "check_fulfilment_integers_insert" BEFORE INSERT ON "fulfilment"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."doneAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'fulfilment: money and times must be integers');
END;

CREATE TRIGGER "check_fulfilment_integers_update" BEFORE UPDATE OF "createdAt", "doneAt", "canceledAt" ON "fulfilment"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."doneAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'fulfilment: money and times must be integers');
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
  OR typeof(NEW."summedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'click: money and times must be integers');
END;

CREATE TRIGGER "check_click_integers_update" BEFORE UPDATE OF "at", "confirmedAt", "summedAt" ON "click"
WHEN typeof(NEW."at") <> 'integer'
  OR typeof(NEW."confirmedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."summedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'click: money and times must be integers');
END;

CREATE TRIGGER "check_fresh_refusal_integers_insert" BEFORE INSERT ON "fresh_refusal"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'fresh_refusal: money and times must be integers');
END;

CREATE TRIGGER "check_fresh_refusal_integers_update" BEFORE UPDATE OF "at" ON "fresh_refusal"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'fresh_refusal: money and times must be integers');
END;

CREATE TRIGGER "check_click_day_integers_insert" BEFORE INSERT ON "click_day"
WHEN typeof(NEW."clicks") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'click_day: money and times must be integers');
END;

CREATE TRIGGER "check_click_day_integers_update" BEFORE UPDATE OF "clicks" ON "click_day"
WHEN typeof(NEW."clicks") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'click_day: money and times must be integers');
END;

CREATE TRIGGER "check_brand_host_integers_insert" BEFORE INSERT ON "brand_host"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."verifiedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."checkedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'brand_host: money and times must be integers');
END;

CREATE TRIGGER "check_brand_host_integers_update" BEFORE UPDATE OF "createdAt", "verifiedAt", "checkedAt" ON "brand_host"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."verifiedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."checkedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'brand_host: money and times must be integers');
END;

CREATE TRIGGER "check_overlay_integers_insert" BEFORE INSERT ON "overlay"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."rotatedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."reloadedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'overlay: money and times must be integers');
END;

CREATE TRIGGER "check_overlay_integers_update" BEFORE UPDATE OF "createdAt", "rotatedAt", "reloadedAt", "lastSeenAt" ON "overlay"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."rotatedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."reloadedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'overlay: money and times must be integers');
END;

CREATE TRIGGER "check_commission_line_integers_insert" BEFORE INSERT ON "commission_line"
WHEN typeof(NEW."flatMinor") <> 'integer'
  OR typeof(NEW."shareMinor") NOT IN ('integer', 'null')
  OR typeof(NEW."baseMinor") <> 'integer'
  OR typeof(NEW."earnedMinor") <> 'integer'
  OR typeof(NEW."countedMinor") NOT IN ('integer', 'null')
  OR typeof(NEW."earnedAt") <> 'integer'
  OR typeof(NEW."holdUntil") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_line: money and times must be integers');
END;

CREATE TRIGGER "check_commission_line_integers_update" BEFORE UPDATE OF "flatMinor", "shareMinor", "baseMinor", "earnedMinor", "countedMinor", "earnedAt", "holdUntil", "releasedAt" ON "commission_line"
WHEN typeof(NEW."flatMinor") <> 'integer'
  OR typeof(NEW."shareMinor") NOT IN ('integer', 'null')
  OR typeof(NEW."baseMinor") <> 'integer'
  OR typeof(NEW."earnedMinor") <> 'integer'
  OR typeof(NEW."countedMinor") NOT IN ('integer', 'null')
  OR typeof(NEW."earnedAt") <> 'integer'
  OR typeof(NEW."holdUntil") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_line: money and times must be integers');
END;

CREATE TRIGGER "check_commission_period_integers_insert" BEFORE INSERT ON "commission_period"
WHEN typeof(NEW."revenueMinor") <> 'integer'
  OR typeof(NEW."worthMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'commission_period: money and times must be integers');
END;

CREATE TRIGGER "check_commission_period_integers_update" BEFORE UPDATE OF "revenueMinor", "worthMinor" ON "commission_period"
WHEN typeof(NEW."revenueMinor") <> 'integer'
  OR typeof(NEW."worthMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'commission_period: money and times must be integers');
END;

CREATE TRIGGER "check_commission_hold_integers_insert" BEFORE INSERT ON "commission_hold"
WHEN typeof(NEW."heldAt") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_hold: money and times must be integers');
END;

CREATE TRIGGER "check_commission_hold_integers_update" BEFORE UPDATE OF "heldAt", "releasedAt" ON "commission_hold"
WHEN typeof(NEW."heldAt") <> 'integer'
  OR typeof(NEW."releasedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'commission_hold: money and times must be integers');
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
  OR typeof(NEW."lockedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_batch: money and times must be integers');
END;

CREATE TRIGGER "check_payout_batch_integers_update" BEFORE UPDATE OF "createdAt", "lockedAt", "approvedAt", "canceledAt" ON "payout_batch"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."lockedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."approvedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."canceledAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_batch: money and times must be integers');
END;

CREATE TRIGGER "check_payout_item_integers_insert" BEFORE INSERT ON "payout_item"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."sentAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_item: money and times must be integers');
END;

CREATE TRIGGER "check_payout_item_integers_update" BEFORE UPDATE OF "amountMinor", "sentAt", "paidAt", "failedAt" ON "payout_item"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."sentAt") NOT IN ('integer', 'null')
  OR typeof(NEW."paidAt") NOT IN ('integer', 'null')
  OR typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'payout_item: money and times must be integers');
END;

CREATE TRIGGER "check_payout_attempt_integers_insert" BEFORE INSERT ON "payout_attempt"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."startedAt") <> 'integer'
  OR typeof(NEW."leaseUntil") <> 'integer'
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."returnedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'payout_attempt: money and times must be integers');
END;

CREATE TRIGGER "check_payout_attempt_integers_update" BEFORE UPDATE OF "amountMinor", "startedAt", "leaseUntil", "endedAt", "returnedMinor" ON "payout_attempt"
WHEN typeof(NEW."amountMinor") <> 'integer'
  OR typeof(NEW."startedAt") <> 'integer'
  OR typeof(NEW."leaseUntil") <> 'integer'
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."returnedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'payout_attempt: money and times must be integers');
END;

CREATE TRIGGER "check_payout_account_integers_insert" BEFORE INSERT ON "payout_account"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."checkedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'payout_account: money and times must be integers');
END;

CREATE TRIGGER "check_payout_account_integers_update" BEFORE UPDATE OF "createdAt", "checkedAt" ON "payout_account"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."checkedAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'payout_account: money and times must be integers');
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

CREATE TRIGGER "check_schedule_lease_integers_insert" BEFORE INSERT ON "schedule_lease"
WHEN typeof(NEW."untilMs") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'schedule_lease: money and times must be integers');
END;

CREATE TRIGGER "check_schedule_lease_integers_update" BEFORE UPDATE OF "untilMs" ON "schedule_lease"
WHEN typeof(NEW."untilMs") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'schedule_lease: money and times must be integers');
END;

CREATE TRIGGER "check_popup_device_integers_insert" BEFORE INSERT ON "popup_device"
WHEN typeof(NEW."pairUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."pairedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'popup_device: money and times must be integers');
END;

CREATE TRIGGER "check_popup_device_integers_update" BEFORE UPDATE OF "pairUntil", "createdAt", "pairedAt", "lastSeenAt", "revokedAt" ON "popup_device"
WHEN typeof(NEW."pairUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."pairedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."lastSeenAt") NOT IN ('integer', 'null')
  OR typeof(NEW."revokedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'popup_device: money and times must be integers');
END;

CREATE TRIGGER "check_stock_lease_integers_insert" BEFORE INSERT ON "stock_lease"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'stock_lease: money and times must be integers');
END;

CREATE TRIGGER "check_stock_lease_integers_update" BEFORE UPDATE OF "createdAt" ON "stock_lease"
WHEN typeof(NEW."createdAt") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'stock_lease: money and times must be integers');
END;

CREATE TRIGGER "check_incident_integers_insert" BEFORE INSERT ON "incident"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."resolvedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'incident: money and times must be integers');
END;

CREATE TRIGGER "check_incident_integers_update" BEFORE UPDATE OF "createdAt", "resolvedAt" ON "incident"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."resolvedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'incident: money and times must be integers');
END;

CREATE TRIGGER "check_push_reminder_integers_insert" BEFORE INSERT ON "push_reminder"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."nextTryAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'push_reminder: money and times must be integers');
END;

CREATE TRIGGER "check_push_reminder_integers_update" BEFORE UPDATE OF "createdAt", "nextTryAt" ON "push_reminder"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."nextTryAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'push_reminder: money and times must be integers');
END;

CREATE TRIGGER "check_question_integers_insert" BEFORE INSERT ON "question"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."answeredAt") NOT IN ('integer', 'null')
  OR typeof(NEW."pinnedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."hiddenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'question: money and times must be integers');
END;

CREATE TRIGGER "check_question_integers_update" BEFORE UPDATE OF "createdAt", "answeredAt", "pinnedAt", "hiddenAt" ON "question"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."answeredAt") NOT IN ('integer', 'null')
  OR typeof(NEW."pinnedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."hiddenAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'question: money and times must be integers');
END;

CREATE TRIGGER "check_rehearsal_integers_insert" BEFORE INSERT ON "rehearsal"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."stoppedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."finishedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removeAt") <> 'integer'
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'rehearsal: money and times must be integers');
END;

CREATE TRIGGER "check_rehearsal_integers_update" BEFORE UPDATE OF "createdAt", "startsAt", "endsAt", "stoppedAt", "finishedAt", "removeAt", "removedAt" ON "rehearsal"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."startsAt") <> 'integer'
  OR typeof(NEW."endsAt") <> 'integer'
  OR typeof(NEW."stoppedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."finishedAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removeAt") <> 'integer'
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'rehearsal: money and times must be integers');
END;

CREATE TRIGGER "check_report_progress_integers_insert" BEFORE INSERT ON "report_progress"
WHEN typeof(NEW."hitsUntil") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_progress: money and times must be integers');
END;

CREATE TRIGGER "check_report_progress_integers_update" BEFORE UPDATE OF "hitsUntil" ON "report_progress"
WHEN typeof(NEW."hitsUntil") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_progress: money and times must be integers');
END;

CREATE TRIGGER "check_report_due_integers_insert" BEFORE INSERT ON "report_due"
WHEN typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'report_due: money and times must be integers');
END;

CREATE TRIGGER "check_report_due_integers_update" BEFORE UPDATE OF "failedAt" ON "report_due"
WHEN typeof(NEW."failedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'report_due: money and times must be integers');
END;

CREATE TRIGGER "check_late_hit_integers_insert" BEFORE INSERT ON "late_hit"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'late_hit: money and times must be integers');
END;

CREATE TRIGGER "check_late_hit_integers_update" BEFORE UPDATE OF "at" ON "late_hit"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'late_hit: money and times must be integers');
END;

CREATE TRIGGER "check_report_order_integers_insert" BEFORE INSERT ON "report_order"
WHEN typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_order: money and times must be integers');
END;

CREATE TRIGGER "check_report_order_integers_update" BEFORE UPDATE OF "capturedAt", "capturedMinor", "taxMinor", "shippingMinor", "refundedMinor", "disputedMinor", "netMinor", "costMinor", "commissionMinor" ON "report_order"
WHEN typeof(NEW."capturedAt") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_order: money and times must be integers');
END;

CREATE TRIGGER "check_report_customer_integers_insert" BEFORE INSERT ON "report_customer"
WHEN typeof(NEW."acquiredAt") <> 'integer'
  OR typeof(NEW."customers") <> 'integer'
  OR typeof(NEW."net1") <> 'integer'
  OR typeof(NEW."net7") <> 'integer'
  OR typeof(NEW."net14") <> 'integer'
  OR typeof(NEW."net30") <> 'integer'
  OR typeof(NEW."net45") <> 'integer'
  OR typeof(NEW."net60") <> 'integer'
  OR typeof(NEW."net75") <> 'integer'
  OR typeof(NEW."net90") <> 'integer'
  OR typeof(NEW."netAll") <> 'integer'
  OR typeof(NEW."left1") <> 'integer'
  OR typeof(NEW."left7") <> 'integer'
  OR typeof(NEW."left14") <> 'integer'
  OR typeof(NEW."left30") <> 'integer'
  OR typeof(NEW."left45") <> 'integer'
  OR typeof(NEW."left60") <> 'integer'
  OR typeof(NEW."left75") <> 'integer'
  OR typeof(NEW."left90") <> 'integer'
  OR typeof(NEW."cost30") <> 'integer'
  OR typeof(NEW."cost60") <> 'integer'
  OR typeof(NEW."cost90") <> 'integer'
  OR typeof(NEW."trillions30") <> 'integer'
  OR typeof(NEW."trillions60") <> 'integer'
  OR typeof(NEW."trillions90") <> 'integer'
  OR typeof(NEW."squares30") <> 'integer'
  OR typeof(NEW."squares60") <> 'integer'
  OR typeof(NEW."squares90") <> 'integer'
  OR typeof(NEW."repeats30") <> 'integer'
  OR typeof(NEW."repeats60") <> 'integer'
  OR typeof(NEW."repeats90") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_customer: money and times must be integers');
END;

CREATE TRIGGER "check_report_customer_integers_update" BEFORE UPDATE OF "acquiredAt", "customers", "net1", "net7", "net14", "net30", "net45", "net60", "net75", "net90", "netAll", "left1", "left7", "left14", "left30", "left45", "left60", "left75", "left90", "cost30", "cost60", "cost90", "trillions30", "trillions60", "trillions90", "squares30", "squares60", "squares90", "repeats30", "repeats60", "repeats90" ON "report_customer"
WHEN typeof(NEW."acquiredAt") <> 'integer'
  OR typeof(NEW."customers") <> 'integer'
  OR typeof(NEW."net1") <> 'integer'
  OR typeof(NEW."net7") <> 'integer'
  OR typeof(NEW."net14") <> 'integer'
  OR typeof(NEW."net30") <> 'integer'
  OR typeof(NEW."net45") <> 'integer'
  OR typeof(NEW."net60") <> 'integer'
  OR typeof(NEW."net75") <> 'integer'
  OR typeof(NEW."net90") <> 'integer'
  OR typeof(NEW."netAll") <> 'integer'
  OR typeof(NEW."left1") <> 'integer'
  OR typeof(NEW."left7") <> 'integer'
  OR typeof(NEW."left14") <> 'integer'
  OR typeof(NEW."left30") <> 'integer'
  OR typeof(NEW."left45") <> 'integer'
  OR typeof(NEW."left60") <> 'integer'
  OR typeof(NEW."left75") <> 'integer'
  OR typeof(NEW."left90") <> 'integer'
  OR typeof(NEW."cost30") <> 'integer'
  OR typeof(NEW."cost60") <> 'integer'
  OR typeof(NEW."cost90") <> 'integer'
  OR typeof(NEW."trillions30") <> 'integer'
  OR typeof(NEW."trillions60") <> 'integer'
  OR typeof(NEW."trillions90") <> 'integer'
  OR typeof(NEW."squares30") <> 'integer'
  OR typeof(NEW."squares60") <> 'integer'
  OR typeof(NEW."squares90") <> 'integer'
  OR typeof(NEW."repeats30") <> 'integer'
  OR typeof(NEW."repeats60") <> 'integer'
  OR typeof(NEW."repeats90") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_customer: money and times must be integers');
END;

CREATE TRIGGER "check_report_cohort_integers_insert" BEFORE INSERT ON "report_cohort"
WHEN typeof(NEW."customers") <> 'integer'
  OR typeof(NEW."net1") <> 'integer'
  OR typeof(NEW."net7") <> 'integer'
  OR typeof(NEW."net14") <> 'integer'
  OR typeof(NEW."net30") <> 'integer'
  OR typeof(NEW."net45") <> 'integer'
  OR typeof(NEW."net60") <> 'integer'
  OR typeof(NEW."net75") <> 'integer'
  OR typeof(NEW."net90") <> 'integer'
  OR typeof(NEW."netAll") <> 'integer'
  OR typeof(NEW."left1") <> 'integer'
  OR typeof(NEW."left7") <> 'integer'
  OR typeof(NEW."left14") <> 'integer'
  OR typeof(NEW."left30") <> 'integer'
  OR typeof(NEW."left45") <> 'integer'
  OR typeof(NEW."left60") <> 'integer'
  OR typeof(NEW."left75") <> 'integer'
  OR typeof(NEW."left90") <> 'integer'
  OR typeof(NEW."cost30") <> 'integer'
  OR typeof(NEW."cost60") <> 'integer'
  OR typeof(NEW."cost90") <> 'integer'
  OR typeof(NEW."trillions30") <> 'integer'
  OR typeof(NEW."trillions60") <> 'integer'
  OR typeof(NEW."trillions90") <> 'integer'
  OR typeof(NEW."squares30") <> 'integer'
  OR typeof(NEW."squares60") <> 'integer'
  OR typeof(NEW."squares90") <> 'integer'
  OR typeof(NEW."repeats30") <> 'integer'
  OR typeof(NEW."repeats60") <> 'integer'
  OR typeof(NEW."repeats90") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_cohort: money and times must be integers');
END;

CREATE TRIGGER "check_report_cohort_integers_update" BEFORE UPDATE OF "customers", "net1", "net7", "net14", "net30", "net45", "net60", "net75", "net90", "netAll", "left1", "left7", "left14", "left30", "left45", "left60", "left75", "left90", "cost30", "cost60", "cost90", "trillions30", "trillions60", "trillions90", "squares30", "squares60", "squares90", "repeats30", "repeats60", "repeats90" ON "report_cohort"
WHEN typeof(NEW."customers") <> 'integer'
  OR typeof(NEW."net1") <> 'integer'
  OR typeof(NEW."net7") <> 'integer'
  OR typeof(NEW."net14") <> 'integer'
  OR typeof(NEW."net30") <> 'integer'
  OR typeof(NEW."net45") <> 'integer'
  OR typeof(NEW."net60") <> 'integer'
  OR typeof(NEW."net75") <> 'integer'
  OR typeof(NEW."net90") <> 'integer'
  OR typeof(NEW."netAll") <> 'integer'
  OR typeof(NEW."left1") <> 'integer'
  OR typeof(NEW."left7") <> 'integer'
  OR typeof(NEW."left14") <> 'integer'
  OR typeof(NEW."left30") <> 'integer'
  OR typeof(NEW."left45") <> 'integer'
  OR typeof(NEW."left60") <> 'integer'
  OR typeof(NEW."left75") <> 'integer'
  OR typeof(NEW."left90") <> 'integer'
  OR typeof(NEW."cost30") <> 'integer'
  OR typeof(NEW."cost60") <> 'integer'
  OR typeof(NEW."cost90") <> 'integer'
  OR typeof(NEW."trillions30") <> 'integer'
  OR typeof(NEW."trillions60") <> 'integer'
  OR typeof(NEW."trillions90") <> 'integer'
  OR typeof(NEW."squares30") <> 'integer'
  OR typeof(NEW."squares60") <> 'integer'
  OR typeof(NEW."squares90") <> 'integer'
  OR typeof(NEW."repeats30") <> 'integer'
  OR typeof(NEW."repeats60") <> 'integer'
  OR typeof(NEW."repeats90") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_cohort: money and times must be integers');
END;

CREATE TRIGGER "check_report_day_integers_insert" BEFORE INSERT ON "report_day"
WHEN typeof(NEW."clicks") <> 'integer'
  OR typeof(NEW."human") <> 'integer'
  OR typeof(NEW."confirmed") <> 'integer'
  OR typeof(NEW."visits") <> 'integer'
  OR typeof(NEW."claims") <> 'integer'
  OR typeof(NEW."orders") <> 'integer'
  OR typeof(NEW."refundedOrders") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
  OR typeof(NEW."newCustomers") <> 'integer'
  OR typeof(NEW."creditedOrders") <> 'integer'
  OR typeof(NEW."creditedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_day: money and times must be integers');
END;

CREATE TRIGGER "check_report_day_integers_update" BEFORE UPDATE OF "clicks", "human", "confirmed", "visits", "claims", "orders", "refundedOrders", "capturedMinor", "taxMinor", "shippingMinor", "refundedMinor", "disputedMinor", "netMinor", "costMinor", "commissionMinor", "newCustomers", "creditedOrders", "creditedMinor" ON "report_day"
WHEN typeof(NEW."clicks") <> 'integer'
  OR typeof(NEW."human") <> 'integer'
  OR typeof(NEW."confirmed") <> 'integer'
  OR typeof(NEW."visits") <> 'integer'
  OR typeof(NEW."claims") <> 'integer'
  OR typeof(NEW."orders") <> 'integer'
  OR typeof(NEW."refundedOrders") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
  OR typeof(NEW."newCustomers") <> 'integer'
  OR typeof(NEW."creditedOrders") <> 'integer'
  OR typeof(NEW."creditedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_day: money and times must be integers');
END;

CREATE TRIGGER "check_report_link_day_integers_insert" BEFORE INSERT ON "report_link_day"
WHEN typeof(NEW."clicks") <> 'integer'
  OR typeof(NEW."human") <> 'integer'
  OR typeof(NEW."confirmed") <> 'integer'
  OR typeof(NEW."visits") <> 'integer'
  OR typeof(NEW."claims") <> 'integer'
  OR typeof(NEW."orders") <> 'integer'
  OR typeof(NEW."refundedOrders") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
  OR typeof(NEW."newCustomers") <> 'integer'
  OR typeof(NEW."creditedOrders") <> 'integer'
  OR typeof(NEW."creditedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_link_day: money and times must be integers');
END;

CREATE TRIGGER "check_report_link_day_integers_update" BEFORE UPDATE OF "clicks", "human", "confirmed", "visits", "claims", "orders", "refundedOrders", "capturedMinor", "taxMinor", "shippingMinor", "refundedMinor", "disputedMinor", "netMinor", "costMinor", "commissionMinor", "newCustomers", "creditedOrders", "creditedMinor" ON "report_link_day"
WHEN typeof(NEW."clicks") <> 'integer'
  OR typeof(NEW."human") <> 'integer'
  OR typeof(NEW."confirmed") <> 'integer'
  OR typeof(NEW."visits") <> 'integer'
  OR typeof(NEW."claims") <> 'integer'
  OR typeof(NEW."orders") <> 'integer'
  OR typeof(NEW."refundedOrders") <> 'integer'
  OR typeof(NEW."capturedMinor") <> 'integer'
  OR typeof(NEW."taxMinor") <> 'integer'
  OR typeof(NEW."shippingMinor") <> 'integer'
  OR typeof(NEW."refundedMinor") <> 'integer'
  OR typeof(NEW."disputedMinor") <> 'integer'
  OR typeof(NEW."netMinor") <> 'integer'
  OR typeof(NEW."costMinor") <> 'integer'
  OR typeof(NEW."commissionMinor") <> 'integer'
  OR typeof(NEW."newCustomers") <> 'integer'
  OR typeof(NEW."creditedOrders") <> 'integer'
  OR typeof(NEW."creditedMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_link_day: money and times must be integers');
END;

CREATE TRIGGER "check_report_balance_integers_insert" BEFORE INSERT ON "report_balance"
WHEN typeof(NEW."amountMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_balance: money and times must be integers');
END;

CREATE TRIGGER "check_report_balance_integers_update" BEFORE UPDATE OF "amountMinor" ON "report_balance"
WHEN typeof(NEW."amountMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'report_balance: money and times must be integers');
END;

CREATE TRIGGER "check_balance_change_integers_insert" BEFORE INSERT ON "balance_change"
WHEN typeof(NEW."amountMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'balance_change: money and times must be integers');
END;

CREATE TRIGGER "check_balance_change_integers_update" BEFORE UPDATE OF "amountMinor" ON "balance_change"
WHEN typeof(NEW."amountMinor") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'balance_change: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_endpoint_integers_insert" BEFORE INSERT ON "webhook_endpoint"
WHEN typeof(NEW."previousUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."disabledAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'webhook_endpoint: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_endpoint_integers_update" BEFORE UPDATE OF "previousUntil", "createdAt", "disabledAt", "removedAt" ON "webhook_endpoint"
WHEN typeof(NEW."previousUntil") NOT IN ('integer', 'null')
  OR typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."disabledAt") NOT IN ('integer', 'null')
  OR typeof(NEW."removedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'webhook_endpoint: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_message_integers_insert" BEFORE INSERT ON "webhook_message"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'webhook_message: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_message_integers_update" BEFORE UPDATE OF "at" ON "webhook_message"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'webhook_message: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_delivery_integers_insert" BEFORE INSERT ON "webhook_delivery"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."nextAttemptAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'webhook_delivery: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_delivery_integers_update" BEFORE UPDATE OF "createdAt", "nextAttemptAt", "endedAt" ON "webhook_delivery"
WHEN typeof(NEW."createdAt") <> 'integer'
  OR typeof(NEW."nextAttemptAt") NOT IN ('integer', 'null')
  OR typeof(NEW."endedAt") NOT IN ('integer', 'null')
BEGIN
  SELECT RAISE(ABORT, 'webhook_delivery: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_attempt_integers_insert" BEFORE INSERT ON "webhook_attempt"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'webhook_attempt: money and times must be integers');
END;

CREATE TRIGGER "check_webhook_attempt_integers_update" BEFORE UPDATE OF "at" ON "webhook_attempt"
WHEN typeof(NEW."at") <> 'integer'
BEGIN
  SELECT RAISE(ABORT, 'webhook_attempt: money and times must be integers');
END;
