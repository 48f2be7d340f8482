import type { Hub } from '../platform/hub.ts';
import { findLinkTarget, type LinkTarget } from './link-target.store.ts';

/** What the redirect remembers of links, so that a hot one needs no query. */
export type LinkTargets = {
  /** The target as it was at most two seconds ago; null: no such link; undefined: ask `load`. */
  peek(slug: string): LinkTarget | null | undefined;
  /** Reads it from the database; callers at the same time share one read. */
  load(slug: string): Promise<LinkTarget | null>;
  /** To be called after a link has changed, with its slug and its spoken code. */
  forget(slug: string): void;
};

/**
 * The one memory of a hub, so that verbs and the redirect mean the same. A change on this node
 * shows at once, one on another node or of a drop or a contract after two seconds.
 */
export function linkTargetsOf(hub: Hub): LinkTargets {
  const known = memories.get(hub.db);
  if (known) return known;
  const made = createLinkTargets(hub);
  memories.set(hub.db, made);
  return made;
}

const memories = new WeakMap<Hub['db'], LinkTargets>();
const FRESH_MS = 2_000;
const MOST_ENTRIES = 20_000;

function createLinkTargets(hub: Hub): LinkTargets {
  const entries = new Map<string, { target: LinkTarget | null; readAtMs: number }>();
  const reads = new Map<string, { ticket: object; reading: Promise<LinkTarget | null> }>();

  async function read(slug: string, ticket: object): Promise<LinkTarget | null> {
    const readAtMs = hub.clock.now().getTime();
    try {
      const target = await findLinkTarget(hub.db, slug);
      // A read that began before the link changed must not be remembered.
      if (reads.get(slug)?.ticket === ticket) remember(slug, { target, readAtMs });
      return target;
    } finally {
      if (reads.get(slug)?.ticket === ticket) reads.delete(slug);
    }
  }

  function remember(slug: string, entry: { target: LinkTarget | null; readAtMs: number }) {
    if (entries.size >= MOST_ENTRIES) entries.clear();
    entries.set(slug, entry);
  }

  return {
    peek: (slug) => {
      const entry = entries.get(slug);
      if (!entry) return undefined;
      const ageMs = hub.clock.now().getTime() - entry.readAtMs;
      return ageMs >= 0 && ageMs < FRESH_MS ? entry.target : undefined;
    },
    load: (slug) => {
      const shared = reads.get(slug);
      if (shared) return shared.reading;
      const ticket = {};
      const reading = read(slug, ticket);
      reads.set(slug, { ticket, reading });
      return reading;
    },
    forget: (slug) => {
      entries.delete(slug);
      reads.delete(slug);
    },
  };
}
