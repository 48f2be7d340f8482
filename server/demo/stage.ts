import type { ClickRecorder } from '../links/record-click.ts';
import type { VisitMemory } from '../links/visit-memory.ts';
import type { movableClock } from '../platform/clock.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import type { StripeTestServer } from '../stripe-test-server/start-stripe-test-server.ts';
import type { Agenda } from './agenda.ts';
import type { House } from './open-house.ts';

/** What the demo needs to make a past, beside the hub. */
export type DemoWorld = {
  /** Both the hub and the Stripe test server read it; it only ever moves forward. */
  clock: ReturnType<typeof movableClock>;
  /** Pays a hosted checkout page as a shopper would. */
  pay: StripeTestServer['pay'];
  engine: Engine;
  /** The real now, where the past ends. */
  now: Date;
  /** Hears what is being done, in a few words. */
  onProgress?: (text: string) => void;
};

/** Everything that a scene works with. */
export type Stage = {
  hub: Hub;
  agenda: Agenda;
  pay: DemoWorld['pay'];
  house: House;
  recorder: ClickRecorder;
  visits: VisitMemory;
  /** Which browser each person uses; a person keeps theirs from drop to drop. */
  visitorIds: Map<number, string>;
};
