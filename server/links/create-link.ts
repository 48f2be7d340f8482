import { randomInt } from 'node:crypto';
import { findVersionInForce } from '../contracts/version-in-force.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { LinkView } from '../protocol/links.ts';
import { isVerifiedHost } from './hosts.store.ts';
import { linkTargetsOf } from './link-targets.ts';
import { hasGate, insertLink, isContractOf, isNameTaken } from './links.store.ts';
import { readLink } from './read-links.ts';
import { slugFor, spokenCode } from './rules/spoken-code.ts';

type NewLink = {
  contractId: string;
  label: string;
  slug?: string | undefined;
  dropId?: string | undefined;
  destination?: string | undefined;
};

/**
 * Makes a link of a creator's contract, with a code to be said on air. Throws `not_found` for
 * somebody else's contract or a drop that it has no part in, `contract_not_active`,
 * `host_not_verified`, and `link_slug_taken` for a name that is in use.
 */
export async function createLink(
  hub: Hub,
  creator: { id: string; handle: string },
  link: NewLink,
): Promise<LinkView> {
  const at = hub.clock.now();
  await requireContract(hub, { ...link, creatorId: creator.id, at });
  const linkId = newId(at);
  const row = { id: linkId, contractId: link.contractId, label: link.label };
  await insertUnderFreeNames(hub, { slug: link.slug, handle: creator.handle }, (names) =>
    insertLink(hub.db, {
      ...row,
      ...names,
      dropId: link.dropId ?? null,
      destination: link.destination ?? null,
      createdAt: at,
    }),
  );
  return readLink(hub, { creatorId: creator.id, linkId });
}

async function requireContract(
  { db }: Hub,
  given: Pick<NewLink, 'contractId' | 'dropId' | 'destination'> & { creatorId: string; at: Date },
): Promise<void> {
  const { contractId, dropId, destination, at } = given;
  const contract = await findVersionInForce(db, { contractId, at });
  if (!contract && (await isContractOf(db, given))) throw new Problem('contract_not_active');
  if (contract?.creatorId !== given.creatorId) throw new Problem('not_found');
  if (dropId && !(await hasGate(db, { contractId, dropId }))) throw new Problem('not_found');
  if (!destination) return;
  const { hostname, port, username } = new URL(destination);
  const isPlain = port === '' && username === '';
  const { brandId } = contract;
  if (!isPlain || !(await isVerifiedHost(db, { brandId, host: hostname }))) {
    throw new Problem('host_not_verified');
  }
}

/** Tries names until they are free; two links at once may still meet in the insert. */
async function insertUnderFreeNames(
  hub: Hub,
  given: { slug: string | undefined; handle: string },
  insert: (names: { slug: string; spokenCode: string }) => Promise<void>,
): Promise<void> {
  if (given.slug && (await isNameTaken(hub.db, [given.slug]))) throw new Problem('link_slug_taken');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const slug = given.slug ?? slugFor(given.handle, roll());
    const names = { slug, spokenCode: spokenCode(roll()) };
    if (await isNameTaken(hub.db, [names.slug, names.spokenCode])) continue;
    try {
      await insert(names);
      for (const name of Object.values(names)) linkTargetsOf(hub).forget(name);
      return;
    } catch (error) {
      if (!isUniqueConflict(error)) throw error;
    }
  }
  throw new Problem('link_slug_taken');
}

const ATTEMPTS = 20;

function roll(): [number, number, number] {
  const dice = () => randomInt(2 ** 32) / 2 ** 32;
  return [dice(), dice(), dice()];
}
