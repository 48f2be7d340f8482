import type { Engine } from '../../server/platform/engine.ts';
import { newId, newSecret } from '../../server/platform/ids.ts';
import { openRawPostgres, openRawSqlite, type RawDatabase, type Row } from './raw-database.ts';

const CLAIMS_PER_COMMIT = 64;

/**
 * Claims a second that the bare driver commits when it writes the very rows of a claim and the
 * counters that claims share, 64 claims a commit: the reference for what the hub makes of the same
 * disk. The drop has at least one claim to copy, and no hub has the database open.
 */
export async function measureRaw(
  { engine, url }: { engine: Engine; url: string },
  { dropId, seconds }: { dropId: string; seconds: number },
): Promise<number> {
  const database = await (engine === 'sqlite' ? openRawSqlite(url) : openRawPostgres(url));
  const sample = await readSample(database, dropId);
  const startedAt = performance.now();
  let [claims, took] = [0, 0];
  while (took < seconds) {
    await commitClaims(database, sample);
    claims += CLAIMS_PER_COMMIT;
    took = (performance.now() - startedAt) / 1_000;
  }
  await database.close();
  return claims / took;
}

type Sample = { allowance: Row; claim: Row; line: Row; tokenUse: Row; movement: Row };

async function readSample(database: RawDatabase, dropId: string): Promise<Sample> {
  const first = (table: string, where: string, value: unknown) =>
    database.readRow(`SELECT * FROM ${table} WHERE "${where}" = $1 LIMIT 1`, value);
  const claim = await first('claim', 'dropId', dropId);
  return {
    claim,
    allowance: await first('customer_allowance', 'dropId', dropId),
    line: await first('claim_line', 'claimId', claim.id),
    tokenUse: await first('claim_token_use', 'claimId', claim.id),
    movement: await first('stock_movement', 'claimId', claim.id),
  };
}

/** One full commit. The first statement is the drop's lock, as in the hub. */
async function commitClaims(database: RawDatabase, sample: Sample): Promise<void> {
  const rows = Array.from({ length: CLAIMS_PER_COMMIT }, () => copyOf(sample));
  const { claim, line } = sample;
  await database.commit([
    { sql: 'UPDATE "drop" SET "lockSeq" = "lockSeq" + 1 WHERE id = $1', values: [claim.dropId] },
    {
      sql: `UPDATE stock_pool SET available = available - $2, held = held + $2
            WHERE id = $1 AND available >= $2`,
      values: [line.poolId, CLAIMS_PER_COMMIT],
    },
    {
      sql: 'UPDATE gate SET "usedUnits" = "usedUnits" + $2 WHERE id = $1',
      values: [claim.gateId, CLAIMS_PER_COMMIT],
    },
    { into: 'customer_allowance', rows: rows.map(({ allowance }) => allowance) },
    { into: 'claim', rows: rows.map((row) => row.claim) },
    { into: 'claim_line', rows: rows.map((row) => row.line) },
    { into: 'claim_token_use', rows: rows.map(({ tokenUse }) => tokenUse) },
    { into: 'stock_movement', rows: rows.map(({ movement }) => movement) },
  ]);
}

function copyOf({ allowance, claim, line, tokenUse, movement }: Sample): Sample {
  const now = new Date();
  const [claimId, visitorId] = [newId(now), newSecret(128)];
  const customerKey = `visitor:${visitorId}`;
  return {
    allowance: { ...allowance, customerKey },
    claim: { ...claim, id: claimId, visitorId, customerKey, idempotencyKey: visitorId },
    line: { ...line, id: newId(now), claimId },
    tokenUse: { ...tokenUse, jti: newId(now), claimId },
    movement: { ...movement, id: newId(now), claimId },
  };
}
