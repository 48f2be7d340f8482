import Database from 'better-sqlite3';
import type Stripe from 'stripe';
import type { StoredAccountLink } from './account-links.ts';
import type { BankBehaviour } from './accounts.ts';
import type { PayoutContent } from './bank-payouts.ts';
import type { CheckoutDraft } from './checkout-draft.ts';

/** Every kind of object that the server keeps, by Stripe's own name for it. */
export interface StoredObjects {
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  customer: Stripe.Customer;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  shipping_rate: Stripe.ShippingRate;
  coupon: Stripe.Coupon;
  event: Stripe.Event;
  account: StoredAccount;
  account_bank: { id: string; created: number; behaviour: BankBehaviour };
  account_link: StoredAccountLink;
  transfer: Stripe.Transfer;
  payout: Stripe.Payout;
  payout_content: PayoutContent;
  /** What a session's creator asked for that the session itself does not show. */
  checkout_draft: CheckoutDraft;
}

/** Accounts made here say when; the type of the client does not promise it. */
export type StoredAccount = Stripe.Account & { created: number };

export type ObjectKind = keyof StoredObjects;

/** The server's memory: one SQLite file. Every call is synchronous, so a request is one step. */
export type Store = ReturnType<typeof openStore>;

/** Opens (and creates) the file; `:memory:` forgets everything on close. */
export function openStore(databaseFile: string) {
  const database = new Database(databaseFile);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('busy_timeout = 5000');
  database.exec(TABLES);
  const prepared = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };

  return {
    /** A statement on the server's own tables (agenda, deliveries, idempotency keys). */
    statement,

    /** Runs `work` so that either all of it is kept or nothing. */
    atomically<T>(work: () => T): T {
      return database.transaction(work)();
    },

    insert<K extends ObjectKind>(kind: K, object: StoredObjects[K]): void {
      statement('INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?)').run(
        object.id,
        kind,
        object.created,
        JSON.stringify(object),
      );
    },

    update<K extends ObjectKind>(kind: K, object: StoredObjects[K]): void {
      statement('UPDATE objects SET body = ? WHERE id = ? AND kind = ?').run(
        JSON.stringify(object),
        object.id,
        kind,
      );
    },

    find<K extends ObjectKind>(kind: K, id: string): StoredObjects[K] | undefined {
      const row = statement('SELECT body FROM objects WHERE id = ? AND kind = ?').get(id, kind);
      return row === undefined ? undefined : parseBody<K>(row);
    },

    /** Newest first. `after` and `before` are ids that bound the page, as in Stripe's lists. */
    list<K extends ObjectKind>(kind: K, query: ListQuery): StoredObjects[K][] {
      const { conditions, values } = conditionsOf(query);
      const where = ['kind = ?', ...conditions].join(' AND ');
      const order = query.before === undefined ? 'DESC' : 'ASC';
      const sql = `SELECT body FROM objects WHERE ${where} ORDER BY created ${order}, seq ${order} LIMIT ?`;
      const rows = statement(sql).all(kind, ...values, query.limit);
      const found = rows.map((row) => parseBody<K>(row));
      return query.before === undefined ? found : found.reverse();
    },

    close(): void {
      database.close();
    },
  };
}

export interface ListQuery {
  limit: number;
  from?: number;
  to?: number;
  after?: string | undefined;
  before?: string | undefined;
  /** Exact matches on top-level fields. */
  fields?: Partial<Record<FilterField, string>>;
  /** `*` matches any characters. */
  typePatterns?: string[];
}

const FILTER_FIELDS = [
  'payment_intent',
  'charge',
  'customer',
  'status',
  'email',
  'transfer_group',
  'destination',
] as const;
type FilterField = (typeof FILTER_FIELDS)[number];

const TABLES = `
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS objects_newest ON objects (kind, created, seq);
  CREATE INDEX IF NOT EXISTS objects_of_intent ON objects (kind, json_extract(body, '$.payment_intent'));
  CREATE INDEX IF NOT EXISTS objects_of_group ON objects (kind, json_extract(body, '$.transfer_group'));
  CREATE TABLE IF NOT EXISTS agenda (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    task TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS agenda_due ON agenda (due_at);
  CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next_at);
  CREATE TABLE IF NOT EXISTS idempotency_keys (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    params_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL
  );
`;

function conditionsOf(query: ListQuery): { conditions: string[]; values: (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...bound: (string | number)[]) => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (query.from !== undefined) add('created >= ?', query.from);
  if (query.to !== undefined) add('created <= ?', query.to);
  const place = '(created, seq)';
  const placeOf = '(SELECT created, seq FROM objects WHERE id = ?)';
  if (query.after !== undefined) add(`${place} < ${placeOf}`, query.after);
  if (query.before !== undefined) add(`${place} > ${placeOf}`, query.before);
  for (const field of FILTER_FIELDS) {
    const wanted = query.fields?.[field];
    if (wanted !== undefined) add(`json_extract(body, '$.${field}') = ?`, wanted);
  }
  if (query.typePatterns !== undefined && query.typePatterns.length > 0) {
    const any = query.typePatterns.map(() => `json_extract(body, '$.type') GLOB ?`).join(' OR ');
    add(`(${any})`, ...query.typePatterns);
  }
  return { conditions, values };
}

// The rows are this file's own writing, so their shape is the shape that was inserted.
function parseBody<K extends ObjectKind>(row: unknown): StoredObjects[K] {
  return JSON.parse((row as { body: string }).body) as StoredObjects[K];
}
