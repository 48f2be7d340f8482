import type { Browser, Page } from 'playwright-core';
import { createOverlay } from '../server/live/create-overlay.ts';
import { saveOverlay } from '../server/live/save-overlay.ts';
import { systemClock } from '../server/platform/clock.ts';
import {
  DEFAULT_OVERLAY_OPTIONS,
  type OverlayLayout,
  type OverlayOptions,
} from '../server/protocol/live.ts';
import { OVERLAY_CANVAS, placeOf } from '../server/protocol/overlay-stage.ts';
import { createTestDatabase } from '../server/test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../server/test/factories.ts';
import { testHub } from '../server/test/hub.ts';
import { type LiveServer, startLiveServer } from '../server/test/live-server.ts';

/** The channel and the overlay's page over a database of its own, on the clock of the machine. */
export type OverlayStage = {
  server: LiveServer;
  /** Time passes for the hub. */
  advance(ms: number): void;
  /** Brings a closed server back at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export async function setOverlayStage(): Promise<OverlayStage> {
  const database = await createTestDatabase();
  const hub = testHub(database.db);
  let aheadMs = 0;
  const now = () => new Date(systemClock.now().getTime() + aheadMs);
  const stage: OverlayStage = {
    server: await startLiveServer({ ...hub, clock: { ...hub.clock, now } }),
    advance: (ms) => {
      aheadMs += ms;
    },
    restart: async () => {
      const { port, hub: served } = stage.server;
      stage.server = await startLiveServer(served, { port });
    },
    close: async () => {
      await stage.server.close();
      await database.close();
    },
  };
  return stage;
}

/** A drop with 20 units that is live, and an overlay of its creator. */
export async function liveDrop({ server: { hub } }: OverlayStage) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id, priceMinor: 6900 });
  const contractIds = [contract.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 20 });
  const link = await makeLink(hub, { contractId: contract.id });
  const look = { name: 'A', layout: 'landscape' } as const;
  const { address, overlayId } = await createOverlay(hub, creator.id, look);
  return {
    ...{ address, overlayId, creator, dropId: drop.id, endsAt: drop.endsAt.getTime() },
    linkSlug: link.slug,
    /** Saves a look and waits until this page has it. */
    dress: async (page: Page, layout: OverlayLayout, given: Partial<OverlayOptions>) => {
      const options = { ...DEFAULT_OVERLAY_OPTIONS, ...given };
      await saveOverlay(hub, creator.id, { overlayId, name: 'A', layout, options });
      const { x, y } = placeOf(options);
      const place = `[data-place="${x} ${y}"][data-scale="${options.scale}"]`;
      await page.waitForSelector(`[data-layout=${layout}][data-theme=${options.theme}]${place}`);
    },
  };
}

export async function takeUnits({ server: { hub } }: OverlayStage, dropId: string, units: number) {
  const { db, signals } = hub;
  await db.drop.update({ where: { id: dropId }, data: { lockSeq: { increment: 1 } } });
  await db.stockPool.updateMany({
    where: { dropId },
    data: { available: { decrement: units }, held: { increment: units } },
  });
  signals.dropChanged(dropId);
}

export async function pinItem({ server: { hub } }: OverlayStage, dropId: string, skuId: string) {
  const change = { pinnedSkuId: skuId, lockSeq: { increment: 1 } };
  await hub.db.drop.update({ where: { id: dropId }, data: change });
  hub.signals.dropChanged(dropId);
}

/** The browser source of a layout, as large as OBS draws it. */
export async function openSource(
  browser: Browser,
  layout: OverlayLayout,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: OVERLAY_CANVAS[layout], ...options });
  return context.newPage();
}

export async function shown(page: Page): Promise<void> {
  await page.waitForSelector('.stage[data-shown=true]');
}
