import { makeStandInBrand } from '../accounts/make-stand-in-brand.ts';
import { makeStandInCreator } from '../accounts/make-stand-in-creator.ts';
import { createAudience } from '../audiences/create-audience.ts';
import { copyArticles } from '../catalog/copy-articles.ts';
import { copyContract } from '../contracts/copy-contract.ts';
import { findVersionInForce } from '../contracts/version-in-force.ts';
import { copyGrants } from '../dock/copy-grants.ts';
import { createDrop } from '../drops/create-drop.ts';
import { addLocation } from '../fulfilment/add-location.ts';
import { listLocations } from '../fulfilment/list-locations.ts';
import { createLink } from '../links/create-link.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { admitRehearsal } from './admit-rehearsal.ts';
import {
  insertRehearsal,
  insertStandIn,
  markBroken,
  saveCopy,
  saveLinkSlug,
} from './rehearsals.store.ts';
import { copyOfDrop, type StandIns, unitsOf } from './rules/copy-of-drop.ts';
import { buyersOf, MOODS } from './rules/moods.ts';
import type { NewRehearsal } from './start-rehearsal.ts';

/** Who plays the part of a creator, by the contract that they have a gate with. */
type Part = { contractId: string; creatorId: string };
type Cast = { standInId: string; creatorId: string; handle: string; contractId: string };

/**
 * Writes a rehearsal, with everything that it is played in: a brand, creators, contracts, articles and
 * a drop of its own. Nothing of it is a row of the tenant who rehearses, so nothing that counts or
 * lists by tenant can count or list it. The row of the rehearsal comes first, so that what breaks off
 * is found and removed.
 */
export async function makeCopy(hub: Hub, made: NewRehearsal, drop: DropDetail): Promise<void> {
  const at = made.createdAt;
  const parts = await partsOf(hub, { drop, creatorId: made.creatorId, at });
  if (parts.length === 0) throw new Problem('rehearsal_without_creator');
  const { standInId, skus, cast } = await inTransaction(hub.db, async (tx) => {
    await admitRehearsal(tx, made);
    const brand = await makeStandInBrand(tx, { brandId: made.brandId, at });
    await insertRehearsal(tx, { ...made, standInId: brand.id });
    const copies = await copyArticles(tx, { skuIds: skuIdsOf(drop), brandId: brand.id, at });
    const players: Cast[] = [];
    for (const part of parts) players.push(await castPart(tx, { part, brandId: brand.id, made }));
    return { standInId: brand.id, skus: copies, cast: players };
  });
  try {
    await fillCopy(hub, { made, drop, parts, standInId, skus, cast });
  } catch (error) {
    await markBroken(hub.db, made.id, hub.clock.now());
    throw error;
  }
}

/** The drop of a rehearsal with its places, groups, rights and links. */
async function fillCopy(
  hub: Hub,
  {
    made,
    drop,
    parts,
    standInId,
    skus,
    cast,
  }: {
    made: NewRehearsal;
    drop: DropDetail;
    parts: Part[];
    standInId: string;
    skus: StandIns['skus'];
    cast: Cast[];
  },
): Promise<void> {
  const standIns: StandIns = {
    brandId: standInId,
    skus,
    contracts: new Map(cast.map((one, index) => [parts[index]?.contractId ?? '', one.contractId])),
    ...(await copyPlaces(hub, { brandId: made.brandId, standInId, drop })),
  };
  const buyers = buyersOf(made.mood, made.size);
  const units = Math.max(1, Math.round(buyers * MOODS[made.mood].unitsPerBuyer));
  const staging = { startsAt: made.startsAt.getTime(), minutes: made.minutes, units };
  const input = copyOfDrop(drop, standIns, {
    ...staging,
    units: Math.min(units, unitsOf(drop.items)),
  });
  const copy = await createDrop(hub, input, { rehearsalOf: drop.id });
  await copyGrants(hub, { from: drop.id, to: copy.id, contracts: standIns.contracts });
  for (const { standInId: id, handle, contractId } of cast) {
    const link = { contractId, label: '', dropId: copy.id };
    const { slug } = await createLink(hub, { id, handle }, link);
    await saveLinkSlug(hub.db, id, slug);
  }
  await saveCopy(hub.db, made.id, { copyId: copy.id, copySlug: copy.slug });
}

/** One part for each contract in force that has a gate; of the creator who rehearses, or of all. */
async function partsOf(
  { db }: Hub,
  { drop, creatorId, at }: { drop: DropDetail; creatorId: string | null; at: Date },
): Promise<Part[]> {
  const parts = new Map<string, Part>();
  for (const gate of drop.gates) {
    if (!gate.creatorId || (creatorId && gate.creatorId !== creatorId)) continue;
    const { contractId } = gate;
    if (!(await findVersionInForce(db, { contractId, at }))) continue;
    parts.set(contractId, { contractId, creatorId: gate.creatorId });
  }
  return [...parts.values()];
}

function skuIdsOf({ items, offer }: DropDetail): string[] {
  const own = items.map(({ skuId }) => skuId);
  return offer.kind === 'bundle' ? [...own, offer.addOnSkuId] : own;
}

async function castPart(
  tx: Tx,
  { part, brandId, made }: { part: Part; brandId: string; made: NewRehearsal },
): Promise<Cast> {
  const at = made.createdAt;
  const { creatorId } = part;
  const { id, userId, handle } = await makeStandInCreator(tx, { creatorId, at });
  const between = { contractId: part.contractId, brandId, creatorId: id, at };
  const contractId = await copyContract(tx, between);
  const row = { id, rehearsalId: made.id, creatorId, userId, contractId, linkSlug: '' };
  await insertStandIn(tx, row);
  return { standInId: id, creatorId, handle, contractId };
}

/** The places and groups that the drop keeps units for, under the same names; the groups are empty. */
async function copyPlaces(
  hub: Hub,
  { brandId, standInId, drop }: { brandId: string; standInId: string; drop: DropDetail },
): Promise<Pick<StandIns, 'locations' | 'audiences'>> {
  const locations = new Map<string, string>();
  const inUse = new Set(drop.pools.map(({ location }) => location));
  for (const place of await listLocations(hub, brandId)) {
    if (place.id === null || !inUse.has(place.id)) continue;
    const { name, country, postalCode, city, street, hasPickUp, pickUpNote } = place;
    const address = { country, postalCode, city, street, hasPickUp, pickUpNote };
    const copy = await addLocation(hub, { brandId: standInId, name, ...address });
    locations.set(place.id, copy.location);
  }
  const audiences = new Map<string, string>();
  for (const { audience, audienceName } of [...drop.gates, ...drop.pools]) {
    if (audiences.has(audience) || audience.length < 26) continue;
    const copy = await createAudience(hub, { brandId: standInId, name: audienceName });
    audiences.set(audience, copy.id);
  }
  return { locations, audiences };
}
