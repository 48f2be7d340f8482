import type { Clock } from './clock.ts';
import type { Db } from './db.ts';
import type { Log } from './log.ts';
import type { Outward } from './post-outward.ts';
import type { Signals } from './signals.ts';
import type { Keyring } from './signed-token.ts';
import type { Payments } from './stripe.ts';
import type { VapidKeys } from './vapid-keys.ts';

/**
 * The handles that a verb works with. Verbs get it as their first argument and read the time from
 * `clock`, so that a test or the demo can run any verb at any moment.
 */
export type Hub = {
  db: Db;
  clock: Clock;
  keyring: Keyring;
  payments: Payments;
  /** The built-in test server: where rehearsals are paid, whatever `payments` is. Null: nowhere. */
  testPayments: Payments | null;
  signals: Signals;
  /** Calls to addresses that other people chose. */
  outward: Outward;
  /** What push messages are signed with. */
  vapid: VapidKeys;
  log: Log;
  /** Origin that links, QR codes and overlays carry; without a slash at the end. */
  publicUrl: string;
  /** No SMTP server is configured, so mail is read on this machine. */
  outboxIsLocal: boolean;
};
