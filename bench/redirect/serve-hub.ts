import { createServer } from 'node:http';
import { createRedirect } from '../../server/links/redirect.routes.ts';
import { movableClock, systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../../server/test/factories.ts';
import { testHub } from '../../server/test/hub.ts';
import { answerBench } from '../shared/answer-bench.ts';

/**
 * The hub's own redirect over the database that the argument names, with the settings of the product
 * and one link to one live drop. Tells the bench, when asked, how many clicks it has.
 */
const [url = ''] = process.argv.slice(2);
const { db, engine, close } = await openDatabase({ url, writesOnThread: true });
const hub = { ...testHub(db, { clock: movableClock(new Date()) }), publicUrl: 'http://127.0.0.1' };

const brand = await makeBrand(hub);
const creator = await makeCreator(hub);
const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
const sku = await makeSku(hub, { brandId: brand.id });
const contractIds = [contract.id];
await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 50 });
const link = await makeLink(hub, { contractId: contract.id });

const redirect = createRedirect(
  { ...hub, clock: systemClock },
  { engine, clientAddress: (req) => req.socket.remoteAddress ?? '' },
);
const server = createServer((req, res) => {
  if (!redirect.handle(req, res)) res.writeHead(404).end();
});

await answerBench(server, {
  path: `/r/${link.slug}`,
  questions: {
    count: async () => {
      await redirect.drain();
      return db.click.count();
    },
  },
  close,
});
