import { createServer } from 'node:http';
import { startLive } from '../../live/start-live.ts';
import { movableClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db.ts';
import { applyMigrations } from '../../platform/migrate.ts';
import { testHub } from '../hub.ts';
import { makeShop } from '../shop.ts';

/**
 * A program that serves the channel on a port and a database until it is ended, and says the id of
 * its drop when it listens. The first start makes the drop with 40 units; each later one finds that
 * 9 more of them were held.
 */
const [url = '', port = ''] = process.argv.slice(2);
await applyMigrations(url);
const { db } = await openDatabase({ url });
const hub = {
  ...testHub(db, { clock: movableClock(new Date()) }),
  publicUrl: `http://127.0.0.1:${port}`,
};
const known = await db.drop.findFirst();
if (known) {
  await db.drop.update({ where: { id: known.id }, data: { lockSeq: { increment: 1 } } });
  const data = { available: { decrement: 9 }, held: { increment: 9 } };
  await db.stockPool.updateMany({ where: { dropId: known.id }, data });
}
const { id } = known ?? (await makeShop(hub, { units: 40 })).drop;
const server = createServer();
startLive(server, hub);
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 1_024 }, () => process.send?.(id));
process.once('disconnect', () => process.exit(1));
