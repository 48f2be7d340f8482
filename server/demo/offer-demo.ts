import { movableClock } from '../platform/clock.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import { tell } from '../tell.ts';
import { isEmpty } from './is-empty.ts';
import { seedDemo } from './seed-demo.ts';

type Offer = {
  engine: Engine;
  /** `--demo`: also behind an address that others can reach. */
  isAskedFor: boolean;
  testPayments: StripeTestServer;
  /** Moves the time of the hub and of the test payments; null: back to now. */
  moveClock: (to: ReturnType<typeof movableClock> | null) => void;
};

/**
 * Seeds demo data when the database is empty and nobody but this machine can reach the hub: demo
 * passwords are public. Payments of the demo run on the test server, so that nobody is charged.
 */
export async function offerDemo(hub: Hub, offer: Offer): Promise<void> {
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(hub.publicUrl).hostname);
  if (!isLocal && !offer.isAskedFor) return;
  if (!(await isEmpty(hub, offer))) return;
  const now = new Date();
  const clock = movableClock(now);
  const startedAt = performance.now();
  tell('Seeding a demo: 60 days of drops, claims, payments and payouts …');
  offer.moveClock(clock);
  try {
    await seedDemo(hub, {
      engine: offer.engine,
      clock,
      now,
      pay: offer.testPayments.pay,
      onProgress: (text) => tell(`  ${text}`),
    });
  } finally {
    offer.moveClock(null);
    // Every payment was settled as it was made; nobody waits for these events.
    offer.testPayments.acknowledgePending();
  }
  tell(`  done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
