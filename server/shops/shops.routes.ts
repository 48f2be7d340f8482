import express, { Router } from 'express';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { id } from '../protocol/id.schema.ts';
import { hearShop } from './hear-shop.ts';

const MOST_BYTES = '1mb';

/** Where shops send their signed webhooks. The signature is over the raw body, so it is read as such. */
export function shopsRoutes(hub: Hub): Router {
  const routes = Router();
  routes.post(
    '/webhooks/shops/:shopId',
    express.raw({ type: () => true, limit: MOST_BYTES }),
    async (request, response) => {
      const shopId = id.safeParse(request.params.shopId).data;
      if (!shopId || !Buffer.isBuffer(request.body)) throw new Problem('not_found');
      // WooCommerce asks once, unsigned, whether somebody is there when a webhook is made.
      if (/^webhook_id=\d+$/.test(request.body.toString('utf8', 0, 40))) {
        response.json({ received: true });
        return;
      }
      await hearShop(hub, shopId, {
        body: request.body,
        signature:
          request.header('x-shopify-hmac-sha256') ?? request.header('x-wc-webhook-signature'),
        topic: request.header('x-shopify-topic') ?? request.header('x-wc-webhook-topic'),
      });
      response.json({ received: true });
    },
  );
  return routes;
}
