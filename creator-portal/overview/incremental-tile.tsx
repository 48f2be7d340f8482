import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { IncrementalRevenue } from '../../server/protocol/experiments.ts';
import { hub } from '../hub/client.ts';
import { problemOf } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Amount, moneyText } from '../ui/money.tsx';
import { StatTile } from '../ui/stat-tile.tsx';

/** It is counted anew from visitors and orders, and moves by days. */
const STALE_MS = 5 * 60_000;

/** What the drops since a moment brought that would not have come anyway. */
export function IncrementalTile({ since }: { since: number }) {
  const { id: brandId, slug } = useBrand();
  const found = useQuery(
    hub.uplift.incremental.queryOptions(
      { brandId, from: since },
      { staleTime: STALE_MS, placeholderData: (old) => old },
    ),
  );
  const look = (
    <Link
      to="/brands/$slug/uplift"
      params={{ slug }}
      className="underline decoration-line-strong underline-offset-4"
    >
      {say.overview.whatItTakes}
    </Link>
  );
  if (found.data !== undefined) return <IncrementalFigure revenue={found.data} look={look} />;
  const note = found.isError ? problemOf(found.error).message : undefined;
  return <StatTile label={say.uplift.incremental} value={say.uplift.none} note={note} />;
}

/** The figure never without its interval, and no figure where chance alone could explain it. */
export function IncrementalFigure({
  revenue,
  look,
}: {
  revenue: IncrementalRevenue | null;
  look: ReactNode;
}) {
  const label = say.uplift.incremental;
  if (revenue === null) {
    const note = (
      <>
        {say.overview.noHoldout} {look}
      </>
    );
    return <StatTile label={label} value={say.uplift.none} note={note} />;
  }
  const { estimate, drops, isCertain } = revenue;
  const [low, high] = [moneyText(revenue.low), moneyText(revenue.high)];
  if (isCertain) {
    const note = say.overview.incrementalNote(low, high, drops);
    return <StatTile label={label} value={<Amount money={estimate} />} note={note} />;
  }
  const note = (
    <>
      {say.overview.byChance(low, high)}. {look}
    </>
  );
  return <StatTile label={label} value={say.overview.notEnough} note={note} />;
}
