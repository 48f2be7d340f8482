import { useQuery } from '@tanstack/react-query';
import type { DropDetail } from '../../server/protocol/drops.ts';
import type { LineSummary } from '../../server/protocol/lines.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** Who waits for this drop, what came of the offers, and the state of its lot; nobody is named. */
export function LinePanel({ drop }: { drop: DropDetail }) {
  const brand = useBrand();
  const ids = { brandId: brand.id, dropId: drop.id };
  const summary = useQuery(hub.lines.ofDrop.queryOptions(ids, { refetchInterval: 5000 }));
  if (drop.phase === 'draft') return null;
  return (
    <section aria-labelledby="line-title" className="mt-8 space-y-3">
      <h2 id="line-title" className="text-lg font-semibold">
        {say.line.title}
      </h2>
      <Loaded query={summary} skeleton={<RowsSkeleton rows={2} />}>
        {(data) => <Summary data={data} drop={drop} />}
      </Loaded>
    </section>
  );
}

function Summary({ data, drop }: { data: LineSummary; drop: DropDetail }) {
  const { lines, offers, lot } = data;
  return (
    <>
      {lines.length === 0 ? (
        <p className="text-ink-soft">{say.line.none}</p>
      ) : (
        <Table
          caption={say.line.title}
          rows={lines}
          rowKey={({ kind, skuId }) => `${kind} ${skuId}`}
          columns={[
            { key: 'article', head: say.line.article, isTitle: true, cell: ({ title }) => title },
            { key: 'kind', head: say.line.kind, cell: ({ kind }) => say.line.kinds[kind] },
            { key: 'places', head: say.line.places, cell: ({ places }) => places },
            { key: 'units', head: say.line.units, cell: ({ units }) => units },
          ]}
        />
      )}
      {offers.made > 0 && (
        <StatTiles>
          <StatTile label={say.line.made} value={offers.made} />
          <StatTile label={say.line.open} value={offers.open} />
          <StatTile label={say.line.bought} value={offers.bought} />
          <StatTile label={say.line.lapsed} value={offers.lapsed} />
        </StatTiles>
      )}
      {lot && <Lot lot={lot} drop={drop} />}
      <p className="text-sm text-ink-soft">{say.line.privacy}</p>
    </>
  );
}

function Lot({ lot, drop }: { lot: NonNullable<LineSummary['lot']>; drop: DropDetail }) {
  return (
    <Panel className="space-y-2">
      <p>
        {lot.drawnAt === null ? (
          say.line.undrawn
        ) : (
          <>
            {say.line.drawn(lot.entryCount)}
            <Time at={lot.drawnAt} />
          </>
        )}
      </p>
      <p className="text-sm text-ink-soft">{say.line.seedHash}</p>
      <p className="break-all font-mono text-sm">{lot.seedHash}</p>
      <a
        className="inline-block underline underline-offset-2"
        href={`${drop.publicUrl}/lot`}
        target="_blank"
        rel="noreferrer"
      >
        {say.line.check}
      </a>
    </Panel>
  );
}
