import type { Hub } from '../platform/hub.ts';
import { readToken, signToken } from '../platform/signed-token.ts';
import type { PlaceRow } from './join.store.ts';
import { findPlace, findPlacesOfVisitor } from './lines.store.ts';

/** By what a viewer shows that a place is theirs: a first-party cookie, or the place's own secret. */
export type PlaceProof = {
  dropId: string;
  visitorId: string | null;
  access?: string | undefined;
};

const PURPOSE = 'place-access';

/** The secret that opens one place where no cookie can. */
export function signPlaceAccess({ keyring }: Pick<Hub, 'keyring'>, placeId: string): string {
  return signToken(keyring, PURPOSE, placeId);
}

/**
 * The place that matters most of those that a viewer can prove to be theirs: one with an offer, then
 * one that is open, then the newest that was closed; null when there is none.
 */
export async function openPlace(
  { db, keyring }: Pick<Hub, 'db' | 'keyring'>,
  { dropId, visitorId, access }: PlaceProof,
): Promise<PlaceRow | null> {
  const placeId = access === undefined ? null : readToken(keyring, PURPOSE, access);
  const shown = placeId === null ? null : await findPlace(db, { dropId, placeId });
  const own = visitorId === null ? [] : await findPlacesOfVisitor(db, { dropId, visitorId });
  const places = shown ? [shown, ...own.filter(({ id }) => id !== shown.id)] : own;
  const open = places.filter(({ closedAt }) => closedAt === null);
  return (
    open.find(({ claimId }) => claimId !== null) ??
    KINDS.flatMap((kind) => open.filter((place) => place.kind === kind))[0] ??
    places[0] ??
    null
  );
}

/** Somebody whose turn in line came to nothing may wait as well; then that is what they look at. */
const KINDS = ['waiting', 'draw', 'queue'];
