import { z } from 'zod';
import type { Hub } from '../platform/hub.ts';
import type { HubView } from '../protocol/accounts.ts';
import { findHubSetting } from './brands.store.ts';

const demoSignIns = z.array(
  z.object({
    label: z.string(),
    email: z.string(),
    password: z.string(),
    role: z.enum(['brand', 'creator']),
  }),
);

/** What the sign-in page may know. Demo sign-ins exist only where demo data was seeded. */
export async function readHub(hub: Hub): Promise<HubView> {
  const demo = await findHubSetting(hub.db, 'demo');
  return {
    demoSignIns: readDemoSignIns(demo),
    outboxIsLocal: hub.outboxIsLocal,
    stripeIsTest: hub.payments.isTest,
  };
}

/** None for a setting that is not there or of another form: nobody should fail to sign in over it. */
function readDemoSignIns(text: string | null): HubView['demoSignIns'] {
  try {
    return demoSignIns.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}
