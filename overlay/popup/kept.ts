import type { PopupMatrix, SaleOutcome } from '../../server/protocol/popups.ts';

export type Payment = 'cash' | 'card' | 'other';

/** What one device knows, in one record. */
export type Counter = {
  id: 'counter';
  /** The device's secret; whoever has it sells as this device. */
  key: string;
  /** The brand that it sells for. Missing: paired before that was kept, known with the next matrix. */
  brandId?: string | undefined;
  /** Null: paired, and not heard of yet. */
  matrix: PopupMatrix | null;
  /** The hub's clock less this machine's. Kept, since a start without a network has nothing else. */
  offsetMs: number;
  /** When the hub said that it no longer knows the key. */
  revokedAt: number | null;
  /** By lease: the total to be given back, as long as the hub has not confirmed it. */
  returning: Record<string, number>;
  returned: { at: number; title: string; units: number }[];
};

/** One sale, or one claim that was queued, in the order in which they happened. */
export type Sale = {
  /** Rising; the browser gives it. */
  no: number;
  saleKey: string;
  /** The brand that it was sold for, and no other is told. Missing: sold before that was kept. */
  brandId?: string | undefined;
  brandName?: string | undefined;
  dropId: string;
  skuId: string;
  gateId: string;
  quantity: number;
  unitPriceMinor: number;
  currency: string;
  title: string;
  /** By the hub's clock. */
  soldAt: number;
  /** By this machine's. */
  at: number;
  /** Paid and handed over out of the lease; else it is only queued. */
  isConfirmed: boolean;
  /** How it was paid; known to this device alone, for its closing. Null: no money was taken. */
  payment: Payment | null;
  /** Until then it is not told to anybody, so that it can be taken back. */
  undoUntil: number;
  undoneAt: number | null;
  /** First told at; from then on it stands, whether or not an answer came. */
  toldAt: number | null;
  outcome: Exclude<SaleOutcome, { state: 'retry' }> | null;
  /** The money for a held claim was taken. */
  paidAt: number | null;
  /** What the hub said to that; `message`: why the money must be given back. */
  paid: { message: string | null } | null;
  /** Nobody waits for it any more. */
  dismissedAt: number | null;
};

export type NewSale = Omit<Sale, 'no'>;

type Kept = {
  counter(): Promise<Counter | null>;
  saveCounter(counter: Counter): Promise<void>;
  sales(): Promise<Sale[]>;
  addSale(sale: NewSale): Promise<Sale>;
  saveSale(sale: Sale): Promise<void>;
  forgetSale(no: number): Promise<void>;
};

/**
 * Reads and writes what the device keeps, in one transaction: what another tab does comes before it
 * or after it, never in between. Resolves when it is on the disk. `work` awaits nothing but `kept`.
 */
export async function inOneStep<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
  const transaction = await begin();
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('It was not written.'));
  });
  done.catch(() => {});
  try {
    const result = await work(keptIn(transaction));
    await done;
    return result;
  } catch (error) {
    abort(transaction);
    throw error;
  }
}

function keptIn(transaction: IDBTransaction): Kept {
  const counters = transaction.objectStore('counter');
  const sales = transaction.objectStore('sales');
  return {
    counter: async () => ((await asked(counters.get('counter'))) as Counter | undefined) ?? null,
    saveCounter: async (counter) => void (await asked(counters.put(counter))),
    sales: () => asked(sales.getAll()) as Promise<Sale[]>,
    addSale: async (sale) => ({ ...sale, no: (await asked(sales.add(sale))) as number }),
    saveSale: async (sale) => void (await asked(sales.put(sale))),
    forgetSale: (no) => asked(sales.delete(no)),
  };
}

/** A browser may close the connection at any time, for instance to make room: it is opened anew once. */
async function begin(): Promise<IDBTransaction> {
  try {
    return beginIn(await open());
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    forgetConnection();
    return beginIn(await open());
  }
}

function beginIn(database: IDBDatabase): IDBTransaction {
  return database.transaction(['counter', 'sales'], 'readwrite', { durability: 'strict' });
}

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('dropcast-popup', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('counter', { keyPath: 'id' });
      request.result.createObjectStore('sales', { keyPath: 'no', autoIncrement: true });
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = forgetConnection;
      database.onversionchange = () => {
        database.close();
        forgetConnection();
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
  }).catch((error) => {
    forgetConnection();
    throw error;
  });
  return opening;
}

function forgetConnection(): void {
  opening = null;
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
