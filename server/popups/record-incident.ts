import type { Reader } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { IncidentDetail, IncidentKind } from '../protocol/popups.ts';
import { insertIncident } from './incidents.store.ts';

type New = {
  brandId: string;
  dropId: string | null;
  deviceId: string | null;
  claimId: string | null;
  /** What it is about: told twice, it is one incident. */
  subject: string;
  kind: IncidentKind;
  detail: IncidentDetail;
  at: Date;
};

/** Leaves something for a person to settle, once. */
export async function recordIncident(db: Reader, { at, detail, ...incident }: New): Promise<void> {
  const createdAt = at;
  await insertIncident(db, {
    ...incident,
    id: newId(at),
    detail: JSON.stringify(detail),
    createdAt,
  });
}
