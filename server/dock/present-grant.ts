import { DEFAULT_RIGHTS, type DockGrantView } from '../protocol/dock.ts';
import type { GrantRow } from './grants.store.ts';

/** What a creator may do, and what of it is used; without a row, the defaults. */
export function presentGrant(row: GrantRow | null | undefined): DockGrantView {
  if (!row) return { ...DEFAULT_RIGHTS, releasedUnits: 0, extendedMinutes: 0 };
  const { mayStart, mayPause, mayEnd, releaseUnits, extendMinutes } = row;
  const { releasedUnits, extendedMinutes } = row;
  return {
    ...{ mayStart, mayPause, mayEnd, releaseUnits, extendMinutes },
    ...{ releasedUnits, extendedMinutes },
  };
}
