import type { Hub } from '../platform/hub.ts';
import { findWidgetOrigins } from './live.store.ts';

/** Which brands listed a site for their widget. */
export type WidgetOrigins = { brandsOf(origin: string): Promise<ReadonlySet<string>> };

const FRESH_MS = 5_000;

/** Reads the lists at most every 5 s, because every handshake from another site asks. */
export function createWidgetOrigins(hub: Hub): WidgetOrigins {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<Map<string, Set<string>>> | undefined;
  return {
    brandsOf: async (origin) => {
      if (reading === undefined || performance.now() - readAt > FRESH_MS) {
        readAt = performance.now();
        reading = readOrigins(hub);
        reading.catch(() => {
          reading = undefined;
        });
      }
      return (await reading).get(origin) ?? NOBODY;
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();

async function readOrigins(hub: Hub): Promise<Map<string, Set<string>>> {
  const brands = new Map<string, Set<string>>();
  for (const { id, widgetOrigins } of await findWidgetOrigins(hub.db)) {
    for (const origin of widgetOrigins.split(/\s+/).filter((line) => line !== '')) {
      const those = brands.get(origin) ?? new Set();
      brands.set(origin, those.add(id));
    }
  }
  return brands;
}
