import { insertClicks } from '../../server/links/clicks.store.ts';
import { newId } from '../../server/platform/ids.ts';
import type { TestHub } from '../../server/test/hub.ts';

const GROUP = 100;
const ROUNDS = 40;

/**
 * What the reports cost a redirect: microseconds per click that is written, in groups as the redirect
 * writes them, with what the database does for the reports and without it. The two take turns.
 */
export async function measureClickCost({ db, clock }: TestHub) {
  const link = await db.link.findFirstOrThrow();
  const triggers = await db.$queryRawUnsafe<{ name: string; sql: string }[]>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'check_late_%'`,
  );
  const write = async () => {
    const at = clock.now();
    const clicks = Array.from({ length: GROUP }, () => ({
      ...{ id: newId(at), linkId: link.id, contractVersionId: null, visitorId: 'bench', at },
      ...{ verdict: 'human' as const, rawReason: null, startsVisit: true, dropId: null },
      ...{ referrerHost: null, networkPrefix: null, networkHash: null, refusedBy: null },
    }));
    const begun = performance.now();
    await insertClicks(db, { engine: 'sqlite', clicks });
    return ((performance.now() - begun) * 1000) / GROUP;
  };
  const withReports: number[] = [];
  const without: number[] = [];
  await write();
  for (let round = 0; round < ROUNDS; round += 1) {
    withReports.push(await write());
    for (const { name } of triggers) await db.$executeRawUnsafe(`DROP TRIGGER "${name}"`);
    await write();
    without.push(await write());
    for (const { sql } of triggers) await db.$executeRawUnsafe(sql);
    await write();
  }
  return { us: middle(withReports), usWithoutReports: middle(without) };
}

function middle(values: number[]): number {
  const inOrder = values.toSorted((a, b) => a - b);
  return Math.round((inOrder[Math.floor(inOrder.length / 2)] ?? 0) * 10) / 10;
}
