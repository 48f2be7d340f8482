import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { Fairness, LineKind } from '../protocol/lines.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import {
  type DropForLine,
  findDropForLine,
  findPlacesOfCustomers,
  findUsedUnits,
  insertPlaces,
  lockLot,
  type PlaceRow,
} from './join.store.ts';
import type { Entrant } from './join-line.ts';
import { countOpenPlaces, countServable, sumServableUnits } from './lines.store.ts';
import { queueNumber } from './present-place.ts';
import { lotIdOf } from './rules/lots.ts';
import { type LineFacts, whyNoPlace } from './rules/why-no-place.ts';

export type JoinWish = {
  entrant: Entrant;
  kind: LineKind;
  skuId: string;
  quantity: number;
  locationId: string | null;
  note: string | null;
  email: string | null;
  /** When it was asked for; entries close by it to the millisecond. */
  enteredAt: Date;
};

export type Joined =
  | { kind: 'refused'; code: ProblemCode }
  | { kind: 'known'; place: PlaceRow }
  | {
      kind: 'new';
      place: PlaceRow;
      drop: DropForLine;
      standing: { position: number | null; length: number };
    };

/** Takes places for wishes in one drop, in their order, and answers each. */
export async function takePlaces(
  tx: Tx,
  { dropId, engine }: { dropId: string; engine: Engine },
  wishes: readonly JoinWish[],
): Promise<Joined[]> {
  if (wishes.some(({ kind }) => kind !== 'waiting')) await lockLot(tx, dropId);
  const drop = await findDropForLine(tx, dropId);
  if (!drop) return wishes.map(() => ({ kind: 'refused', code: 'not_found' }));
  const facts = await factsOf(tx, drop, wishes);
  const there = await findThere(tx, dropId, wishes);
  const fresh: PlaceRow[] = [];
  const insteadOf: string[] = [];
  const reopened: string[] = [];
  const answers = wishes.map((wish): Joined => {
    const key = keyOf(wish.kind, wish.entrant.customerKey);
    const old = there.get(key);
    if (old && old.closedAt === null) return { kind: 'known', place: old };
    const { gateId, customerKey, issuedAt, expiresAt } = wish.entrant;
    const asked = { ...wish, gateId, customerKey };
    const times = { tokenIssuedAt: issuedAt, tokenExpiresAt: expiresAt };
    const code = whyNoPlace(facts, { ...asked, ...times }, wish.enteredAt.getTime());
    if (code) return { kind: 'refused', code };
    if (old && old.rank !== null) {
      // Their lot was drawn before they left, and is theirs.
      const place = { ...old, closedAt: null, closeReason: null };
      reopened.push(old.id);
      there.set(key, place);
      return { kind: 'known', place };
    }
    const place = newPlace(wish);
    fresh.push(place);
    if (old) insteadOf.push(old.id);
    there.set(key, place);
    return { kind: 'known', place };
  });
  await insertPlaces(tx, engine, { places: fresh, insteadOf, reopened });
  const standings = await standingsOf(tx, drop, fresh);
  return answers.map((answer) => {
    const standing = answer.kind === 'known' ? standings.get(answer.place.id) : undefined;
    if (answer.kind !== 'known' || !standing) return answer;
    return { kind: 'new', place: answer.place, drop, standing };
  });
}

async function factsOf(tx: Tx, drop: DropForLine, wishes: readonly JoinWish[]): Promise<LineFacts> {
  const dropId = drop.id;
  const lotsAreDrawn = Boolean(drop.lot?.drawnAt);
  const freeUnits = new Map<string, number>();
  for (const { skuId, available } of drop.pools) {
    freeUnits.set(skuId, (freeUnits.get(skuId) ?? 0) + available);
  }
  for (const [skuId, units] of await sumServableUnits(tx, { dropId, lotsAreDrawn })) {
    freeUnits.set(skuId, (freeUnits.get(skuId) ?? 0) - units);
  }
  const customerKeys = wishes.map(({ entrant }) => entrant.customerKey);
  return {
    publishedAt: drop.publishedAt?.getTime() ?? null,
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
    endedAt: drop.endedAt?.getTime() ?? null,
    fairness: drop.fairness as Fairness,
    entriesCloseAt: drop.entriesCloseAt?.getTime() ?? null,
    hasWaitingList: drop.hasWaitingList,
    limitPerCustomer: drop.limitPerCustomer,
    canShip: drop.canShip,
    noteLabel: drop.noteLabel,
    skuIds: drop.items.map(({ skuId }) => skuId),
    pickUpIds: drop.brand.locations.map(({ id }) => id),
    gates: new Map(
      drop.gates.map(({ id, closesAt, tokensRevokedAt }) => [
        id,
        {
          closesAt: closesAt?.getTime() ?? null,
          tokensRevokedAt: tokensRevokedAt?.getTime() ?? null,
        },
      ]),
    ),
    lotsAreDrawn,
    freeUnits,
    usedUnits: await findUsedUnits(tx, { dropId, customerKeys }),
  };
}

/** The places that these customers have or had, by line and customer. */
async function findThere(
  tx: Tx,
  dropId: string,
  wishes: readonly JoinWish[],
): Promise<Map<string, PlaceRow>> {
  const there = new Map<string, PlaceRow>();
  for (const kind of new Set(wishes.map((wish) => wish.kind))) {
    const customerKeys = wishes.flatMap((wish) =>
      wish.kind === kind ? wish.entrant.customerKey : [],
    );
    for (const place of await findPlacesOfCustomers(tx, { dropId, kind, customerKeys })) {
      there.set(keyOf(kind, place.customerKey), place);
    }
  }
  return there;
}

function newPlace({ entrant, enteredAt, ...wish }: JoinWish): PlaceRow {
  const { dropId, gateId, contractId, clickId, visitorId, customerKey } = entrant;
  const salt = newSecret(128);
  return {
    // Places without a rank are served in the order of their ids, which is that of their arrival.
    id: newId(enteredAt),
    ...{ dropId, gateId, contractId, clickId, visitorId, customerKey },
    kind: wish.kind,
    email: wish.email,
    skuId: wish.skuId,
    quantity: wish.quantity,
    delivery: wish.locationId === null ? 'ship' : 'pick_up',
    locationId: wish.locationId,
    note: wish.note,
    enteredAt,
    salt,
    lotId: lotIdOf({ salt, customerKey }),
    rank: null,
    claimId: null,
    offeredAt: null,
    closedAt: null,
    closeReason: null,
  };
}

/** Where new places stand, counted once per line: each new one is behind all that were there. */
async function standingsOf(tx: Tx, drop: DropForLine, fresh: readonly PlaceRow[]) {
  const dropId = drop.id;
  const lotsAreDrawn = Boolean(drop.lot?.drawnAt);
  const standings = new Map<string, { position: number | null; length: number }>();
  for (const kind of new Set(fresh.map((place) => place.kind))) {
    const own = fresh.filter((place) => place.kind === kind);
    const length =
      kind === 'waiting'
        ? await countServable(tx, { dropId, lotsAreDrawn })
        : await countOpenPlaces(tx, { dropId, kind });
    invariant(length >= own.length, 'who joined a line is in it');
    for (const [index, place] of own.entries()) {
      const last = length - own.length + index + 1;
      const position = kind === 'waiting' ? last : queueNumber(place, drop);
      standings.set(place.id, { position, length });
    }
  }
  return standings;
}

function keyOf(kind: string, customerKey: string): string {
  return `${kind} ${customerKey}`;
}
