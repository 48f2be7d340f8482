import { dismiss, noteMoney, pair, putBack } from './counter-acts.ts';
import { keepForGood, keepForStart } from './keep-for-start.ts';
import type { Counter, Payment, Sale } from './kept.ts';
import { isOfBrand } from './of-brand.ts';
import { hubTime, NotDone, sell, undoSale, type Wish } from './sell.ts';
import { leaseMore, type Reach, readAll, tellHub } from './tell-hub.ts';

/** The counter as the page shows it. */
export type Stand = {
  /** Null until what is kept was read. */
  kept: { counter: Counter | null; sales: Sale[] } | null;
  /** What is kept could not be read just now. */
  isUnreadable: boolean;
  isOnline: boolean;
  /** Whether the page would open without a network. */
  opensOffline: boolean;
  /** Whether the browser has promised to throw nothing away. */
  isSafe: boolean;
  /** By this machine's clock; turns every second. */
  now: number;
  hubNow: number;
};

/** What can be done at the counter. Each says why it was not done; null: it was. */
export type Acts = {
  pair(code: string): Promise<string | null>;
  sell(wish: Wish): Promise<string | null>;
  undo(no: number): Promise<string | null>;
  takeMoney(no: number, payment: Payment): Promise<string | null>;
  dismiss(no: number): Promise<string | null>;
  leaseMore(of: Parameters<typeof leaseMore>[0]): Promise<string | null>;
  putBack(given: Parameters<typeof putBack>[0]): Promise<string | null>;
};

const EVERY_MS = 15_000;
const AGAIN_MS = 4_000;

/**
 * Keeps the page in step with what is kept, also by other tabs, and the hub in step with both, whatever
 * the network does. Runs as long as the page.
 */
export function runCounter(show: (stand: Stand) => void): Acts {
  let kept: Stand['kept'] = null;
  let isUnreadable = false;
  let isOnline = navigator.onLine;
  let opensOffline = false;
  let isSafe = true;
  /** When the hub is to be told next; 0: at once. */
  let nextAt = 0;
  let isTelling = false;
  /** Something was done while the hub was being told. */
  let isHurried = false;
  const others = new BroadcastChannel('dropcast-popup');

  function draw(): void {
    const now = Date.now();
    const hubNow = kept?.counter ? hubTime(kept.counter, now) : now;
    show({ kept, isUnreadable, isOnline, opensOffline, isSafe, now, hubNow });
  }

  async function reread(): Promise<void> {
    try {
      kept = await readAll();
      isUnreadable = false;
    } catch {
      isUnreadable = true;
    }
    draw();
  }

  async function changed(): Promise<void> {
    others.postMessage('changed');
    await reread();
  }

  function heard(reach: Reach): void {
    isOnline = navigator.onLine && reach?.code !== 'unreachable';
    nextAt = Date.now() + (reach === null ? EVERY_MS : AGAIN_MS);
  }

  async function tell(): Promise<void> {
    if (isTelling || !kept?.counter) return;
    isTelling = true;
    isHurried = false;
    nextAt = Date.now() + AGAIN_MS;
    try {
      if (navigator.onLine) heard(await tellHub());
      else isOnline = false;
    } catch {
      // What is kept could not be read or written: the hub is told later.
    } finally {
      isTelling = false;
      await changed();
      nextAt = isHurried ? 0 : Math.min(nextAt, ...tellableAt(kept));
    }
  }

  function tick(): void {
    if (isUnreadable) void reread();
    if (Date.now() >= nextAt) void tell();
    draw();
  }

  function hurry(): void {
    isHurried = true;
    nextAt = 0;
    tick();
  }

  others.onmessage = () => void reread();
  addEventListener('online', hurry);
  addEventListener('offline', () => {
    isOnline = false;
    draw();
  });
  document.addEventListener('visibilitychange', hurry);
  setInterval(tick, 1_000);
  void reread().then(hurry);
  void keepForGood().then((isPromised) => {
    isSafe = isPromised;
    draw();
  });
  void keepForStart().then((isKept) => {
    opensOffline = isKept;
    draw();
  });

  /** Does one thing, shows it, and lets the hub know as soon as it can. */
  async function act(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof NotDone) return error.message;
      return 'This device could not write it down. Nothing was done: check its storage.';
    } finally {
      await changed();
      hurry();
    }
  }

  return {
    pair: (code) =>
      act(async () => {
        const answer = await pair(code, Date.now());
        if (!answer.ok) throw new NotDone(answer.problem.message);
        await tellHub().then(heard, () => {});
      }),
    sell: (wish) => act(() => sell(wish, Date.now())),
    undo: (no) =>
      act(async () => {
        if (!(await undoSale(no, Date.now()))) throw new NotDone('Too late: it is being reported.');
      }),
    takeMoney: (no, payment) => act(() => noteMoney(no, payment, Date.now())),
    dismiss: (no) => act(() => dismiss(no, Date.now())),
    leaseMore: (of) =>
      act(async () => {
        const reach = await leaseMore(of);
        heard(reach);
        if (reach) throw new NotDone(reach.message);
      }),
    putBack: (given) => act(() => putBack(given)),
  };
}

/** When what can still be taken back may be told, of what this key can tell. */
function tellableAt({ counter, sales }: NonNullable<Stand['kept']>): number[] {
  if (!counter || counter.revokedAt !== null) return [];
  const untold = sales.filter((sale) => sale.toldAt === null && sale.undoneAt === null);
  return untold.filter((sale) => isOfBrand(counter, sale)).map(({ undoUntil }) => undoUntil);
}
