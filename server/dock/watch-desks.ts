import type { Hub } from '../platform/hub.ts';
import type { Desk } from '../protocol/dock.ts';
import { findLivingDocks, markDocksSeen } from './docks.store.ts';
import { readDesk } from './read-desk.ts';
import type { Dock } from './read-dock.ts';

/** One connected dock. */
export type Seat = {
  dock: Dock;
  /** The drop that its creator chose; null: whichever the overlay shows. */
  chosen: string | null;
  tell(desk: Desk): Promise<void>;
  end(): void;
};

const LOOK_MS = 1_000;
const SEEN_EVERY_MS = 15_000;

/**
 * Keeps desks true: once a second, and soon after every command, each is read and told when it
 * differs. A dock that was revoked, on whatever node, is put off the line by the next look.
 */
export function watchDesks(hub: Hub) {
  const seats = new Set<Seat>();
  const told = new WeakMap<Seat, string>();
  let seenAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let mustLookAgain = false;

  async function lookOnce(): Promise<void> {
    const all = [...seats];
    if (all.length === 0) return;
    const living = await findLivingDocks(
      hub.db,
      all.map(({ dock }) => dock.id),
    );
    // First of all: whoever was revoked steers no longer, whatever else goes wrong.
    for (const seat of all.filter(({ dock }) => !living.has(dock.id))) {
      seats.delete(seat);
      seat.end();
    }
    const desks = new Map<string, Promise<Desk>>();
    for (const seat of seats) {
      await tellDesk(seat, desks).catch((error: unknown) =>
        hub.log.error({ err: error, dockId: seat.dock.id }, 'a desk could not be read'),
      );
    }
    if (performance.now() - seenAt < SEEN_EVERY_MS) return;
    seenAt = performance.now();
    await markDocksSeen(hub.db, [...living], hub.clock.now());
  }

  async function tellDesk(seat: Seat, desks: Map<string, Promise<Desk>>): Promise<void> {
    // Several pages of one dock share a read.
    const name = `${seat.dock.id} ${seat.chosen}`;
    const reading = desks.get(name) ?? readDesk(hub, seat.dock, seat.chosen);
    desks.set(name, reading);
    const desk = await reading;
    const text = JSON.stringify(desk);
    if (told.get(seat) === text || !seats.has(seat)) return;
    await seat.tell(desk);
    told.set(seat, text);
  }

  /** A look that has begun may have read before the news, so another one follows it. */
  function look(): void {
    if (isLooking) {
      mustLookAgain = true;
      return;
    }
    isLooking = true;
    lookOnce()
      .catch((error: unknown) => hub.log.error({ err: error }, 'desks could not be looked after'))
      .finally(() => {
        isLooking = false;
        if (!mustLookAgain) return;
        mustLookAgain = false;
        look();
      });
  }

  const looking = setInterval(look, LOOK_MS);
  return {
    welcome: (seat: Seat) => {
      seats.add(seat);
      seenAt = Number.NEGATIVE_INFINITY;
      look();
    },
    leave: (seat: Seat) => void seats.delete(seat),
    look,
    close: () => clearInterval(looking),
  };
}
