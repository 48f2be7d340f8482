import { useQuery } from '@tanstack/react-query';
import { Route } from 'lucide-react';
import {
  ATTRIBUTION_GROUPS,
  type AttributionGroup,
  type AttributionReport,
  type AttributionRow,
} from '../../server/protocol/reports.ts';
import { hub } from '../hub/client.ts';
import { sortOf, sortText, useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format-time.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { RowsSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { CsvButton } from './csv-button.tsx';
import { decimalText } from './decimal-text.ts';
import { FreshnessNotice } from './freshness.tsx';
import { OrderPaths } from './order-paths.tsx';

/** Who brought what by the first click, what nobody brought, and how single orders came about. */
export function AttributionPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const days = view.days ?? 30;
  const by = ATTRIBUTION_GROUPS.find((group) => group === view.by) ?? 'creator';
  const report = useQuery(
    hub.reports.attribution.queryOptions(
      { brandId: brand.id, days, by },
      { refetchInterval: 10_000, placeholderData: (old) => old },
    ),
  );
  return (
    <>
      <PageHeader
        title={say.attributed.title}
        lead={say.attributed.lead}
        action={
          <>
            <LinkChips
              label={say.attributed.by}
              param="by"
              current={by}
              chips={ATTRIBUTION_GROUPS.map((id) => ({ id, text: say.attributed.groups[id] }))}
            />
            <LinkChips
              label={say.reports.period}
              param="days"
              current={days}
              chips={([7, 30, 90, 365] as const).map((id) => ({
                id,
                text: say.reports.periods[id],
              }))}
            />
          </>
        }
      />
      <Loaded
        query={report}
        skeleton={
          <div className="space-y-6">
            <TilesSkeleton tiles={4} />
            <RowsSkeleton rows={4} />
          </div>
        }
      >
        {(data) => <Figures report={data} by={by} />}
      </Loaded>
      <Section title={say.attributed.paths} lead={say.attributed.pathsLead}>
        <OrderPaths />
      </Section>
    </>
  );
}

function Figures({ report, by }: { report: AttributionReport; by: AttributionGroup }) {
  const { view, change } = useViewState();
  const brand = useBrand();
  const share = report.orders === 0 ? null : report.unattributedOrders / report.orders;
  const attributed = report.net.minor - report.unattributed.minor;
  const rows = report.rows.filter(
    (row) => row.visits + row.claims + row.creditedOrders + row.lastClickOrders > 0,
  );
  const from = formatTime(report.from, 'date', brand.timeZone);
  const to = formatTime(report.to, 'date', brand.timeZone);
  return (
    <>
      <FreshnessNotice freshness={report.freshness} />
      <StatTiles>
        <StatTile
          label={say.attributed.orders}
          value={say.figure.count(report.orders)}
          note={say.analytics.lead(from, to)}
        />
        <StatTile label={say.attributed.net} value={<Amount money={report.net} />} />
        <StatTile
          label={say.attributed.attributed}
          value={<Amount money={{ minor: attributed, currency: report.currency }} />}
          note={say.attributed.ordersOf(
            say.figure.count(report.orders - report.unattributedOrders),
          )}
        />
        <StatTile
          label={say.attributed.unattributed}
          value={<Amount money={report.unattributed} />}
          note={
            share === null
              ? say.figure.none
              : say.attributed.unattributedNote(say.figure.percent(share, 1))
          }
        />
      </StatTiles>
      <Section
        title={say.attributed.groups[by]}
        action={
          rows.length > 0 && (
            <CsvButton
              what={say.attributed.title}
              name={`attribution-${by}-${report.currency}`}
              rows={() => csvOf(rows, { by, report, timeZone: brand.timeZone })}
            />
          )
        }
      >
        {rows.length === 0 ? (
          <EmptyState title={say.attributed.emptyTitle} icon={<Route size={20} />}>
            <p>{say.attributed.empty}</p>
          </EmptyState>
        ) : (
          <Table
            caption={say.attributed.title}
            columns={columnsOf(by)}
            rows={rows}
            rowKey={(row) => row.key || 'none'}
            isWide
            sort={sortOf(view, { key: 'credited', down: true })}
            onSort={(sort) => change({ sort: sortText(sort) })}
          />
        )}
      </Section>
    </>
  );
}

function nameOf(row: AttributionRow, by: AttributionGroup): string {
  if (row.label !== '') return row.label;
  if (row.key !== '') return say.attributed.gone;
  return { creator: say.attributed.none, link: say.attributed.noLink, drop: say.attributed.noDrop }[
    by
  ];
}

function columnsOf(by: AttributionGroup): Column<AttributionRow>[] {
  const count = (
    key: 'visits' | 'claims' | 'newCustomers',
    head: string,
  ): Column<AttributionRow> => ({
    key,
    head,
    isNumber: true,
    sortBy: (row) => row[key],
    cell: (row) => say.figure.count(row[key]),
  });
  return [
    {
      key: 'name',
      head: say.attributed.groups[by],
      isTitle: true,
      sortBy: (row) => nameOf(row, by),
      cell: (row) => (
        <span className="block min-w-0 break-words">
          {nameOf(row, by)}
          {row.note && <span className="block text-sm font-normal text-ink-soft">{row.note}</span>}
        </span>
      ),
    },
    count('visits', say.attributed.visits),
    count('claims', say.attributed.claims),
    count('newCustomers', say.attributed.newCustomers),
    {
      key: 'credited',
      head: say.attributed.credited,
      isNumber: true,
      sortBy: (row) => row.credited.minor,
      cell: (row) => (
        <span title={say.attributed.creditedHint}>
          <Amount money={row.credited} className="block font-semibold" />
          <span className="block text-xs text-ink-soft">
            {say.attributed.ordersOf(say.figure.count(row.creditedOrders))}
          </span>
        </span>
      ),
    },
    {
      key: 'lastClick',
      head: say.attributed.lastClick,
      isNumber: true,
      sortBy: (row) => row.lastClick.minor,
      cell: (row) => (
        <span title={say.attributed.lastClickHint} className="text-ink-soft">
          <Amount money={row.lastClick} className="block" />
          <span className="block text-xs">
            {say.attributed.ordersOf(say.figure.count(row.lastClickOrders))}
          </span>
        </span>
      ),
    },
  ];
}

function csvOf(
  rows: readonly AttributionRow[],
  given: { by: AttributionGroup; report: AttributionReport; timeZone: string },
): string[][] {
  const { by, report, timeZone } = given;
  const words = say.attributed;
  const head = [words.groups[by], say.reports.period, say.reports.zone, say.reports.currency];
  const figures = [words.visits, words.claims, words.newCustomers, words.creditedOrders];
  const money = [words.credited, words.lastClickOrders, words.lastClick];
  const iso = (at: number) => new Date(at).toISOString();
  return [
    [...head, ...figures, ...money],
    ...rows.map((row) => [
      nameOf(row, by),
      `${iso(report.from)}/${iso(report.to)}`,
      timeZone,
      report.currency.toUpperCase(),
      ...[row.visits, row.claims, row.newCustomers, row.creditedOrders].map(String),
      decimalText(row.credited.minor, report.currency),
      String(row.lastClickOrders),
      decimalText(row.lastClick.minor, report.currency),
    ]),
  ];
}
