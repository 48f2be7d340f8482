import { randomBytes } from 'node:crypto';
import { movableClock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { createLog } from '../platform/log.ts';
import { openOutward } from '../platform/post-outward.ts';
import { createSignals } from '../platform/signals.ts';
import { openPayments, type StripeAddress } from '../platform/stripe.ts';
import { openVapidKeys } from '../platform/vapid-keys.ts';

export type TestHub = Hub & { clock: ReturnType<typeof movableClock> };

/** 1 September 2026, 12:00 UTC: a Tuesday far from any clock change. */
export const TEST_START = new Date('2026-09-01T12:00:00.000Z');

/** The sender of the example in RFC 8291: nothing is kept secret with it. */
const TEST_VAPID_KEY = 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw';

/** The handles of a verb over a real database, with a clock that a test moves. */
export function testHub(
  db: Db,
  options: { clock?: TestHub['clock']; stripe?: StripeAddress } = {},
): TestHub {
  const payments = openPayments(
    options.stripe ?? { secretKey: 'sk_test_none', webhookSecret: 'whsec_none' },
  );
  return {
    db,
    clock: options.clock ?? movableClock(TEST_START),
    keyring: { currentKeyId: 't1', secrets: new Map([['t1', randomBytes(32)]]) },
    payments,
    testPayments: payments,
    signals: createSignals(),
    outward: openOutward({ loopback: true }),
    vapid: openVapidKeys(TEST_VAPID_KEY, 'mailto:operator@hub.test'),
    log: createLog(process.env.TEST_LOG_LEVEL ?? 'silent'),
    publicUrl: 'http://hub.test',
    outboxIsLocal: true,
  };
}
