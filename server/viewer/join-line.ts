import { readClaimToken } from '../claims/issue-token.ts';
import { joinLine } from '../lines/join-line.ts';
import type { Hub } from '../platform/hub.ts';
import type { JoinLineInput } from '../protocol/lines.schema.ts';
import type { OwnPlace } from '../protocol/lines.ts';
import { withOfferAccess } from './read-own-place.ts';

/** A viewer takes a place in a line of a drop, by the right that their claim token gives. */
export async function joinLineByToken(hub: Hub, input: JoinLineInput): Promise<OwnPlace> {
  const { kind, skuId, quantity, pickUpLocationId, note, email } = input;
  const wanted = {
    ...{ kind, skuId, quantity },
    locationId: pickUpLocationId ?? null,
    note: note || null,
    email: email ?? null,
  };
  const entrant = readClaimToken(hub, input.token);
  return withOfferAccess(hub, await joinLine(hub, { entrant, wanted }));
}
