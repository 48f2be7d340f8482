import { holdUnits } from '../../claims/hold-units.ts';
import { issueToken } from '../../claims/issue-token.ts';
import { movableClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db.ts';
import { testHub } from '../hub.ts';

/**
 * A program that makes claims with the product's own verbs on a SQLite file, and says the id of each
 * as soon as it is acknowledged. Its arguments: the file, `FULL` or `NORMAL`, the drop's slug, the
 * article's id. No hub can be started with NORMAL; this can, to show that a power cut loses claims then.
 */
const [file = '', synchronous = '', dropSlug = '', skuId = ''] = process.argv.slice(2);

const { db } = await openDatabase({ url: `file:${file}`, writesOnThread: true });
await db.$executeRawUnsafe(`PRAGMA synchronous = ${synchronous}`);
const hub = testHub(db, { clock: movableClock(new Date()) });

async function claimForEver(claimer: number): Promise<void> {
  for (let made = 0; ; made += 1) {
    const visitorId = `visitor-${process.pid}-${claimer}-${made}`;
    const { token } = await issueToken(hub, { dropSlug, visitorId });
    const items = [{ skuId, quantity: 1 }];
    const { claim } = await holdUnits(hub, { token, items, idempotencyKey: visitorId });
    // A pipe has it before this returns.
    process.stdout.write(`${claim.id}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, claimer) => claimForEver(claimer)));
