import express, { Router } from 'express';
import type Stripe from 'stripe';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { handleStripeEvent } from './handle-stripe-event.ts';

const MOST_BYTES = '256kb';

/** Where Stripe's signed events arrive. The signature is over the raw body, so it is read as such. */
export function checkoutRoutes(hub: Hub): Router {
  const routes = Router();
  routes.post(
    '/webhooks/stripe',
    express.raw({ type: () => true, limit: MOST_BYTES }),
    async (request, response) => {
      const event = verified(hub, request.body, request.header('stripe-signature'));
      // Stripe sends an event again that could not be carried out yet.
      if (!(await handleStripeEvent(hub, event))) throw new Problem('busy');
      response.json({ received: true });
    },
  );
  return routes;
}

function verified(hub: Hub, body: unknown, signature: string | undefined): Stripe.Event {
  const { stripe, webhookSecret, isTest } = hub.payments;
  if (!Buffer.isBuffer(body) || !signature) throw new Problem('signature_invalid');
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(body, signature, webhookSecret);
  } catch {
    throw new Problem('signature_invalid');
  }
  if (event.livemode === isTest) throw new Problem('signature_invalid');
  return event;
}
