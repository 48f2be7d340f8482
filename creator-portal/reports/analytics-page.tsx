import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import {
  COMPARISONS,
  type CreatorAnalytics,
  type CreatorFunnelRow,
} from '../../server/protocol/reports.ts';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { BarChart } from '../ui/bar-chart.tsx';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format-time.ts';
import { LineChart } from '../ui/line-chart.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { BlockSkeleton, RowsSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { useTimeZone } from '../ui/time-zone.ts';
import { CsvButton } from './csv-button.tsx';
import { decimalText } from './decimal-text.ts';
import { FreshnessNotice } from './freshness.tsx';
import { LtvTableView } from './ltv-table.tsx';

/** What came by a creator's links, what became of it, and what their customers are worth. */
export function AnalyticsPage() {
  const { view } = useViewState();
  const timeZone = useTimeZone();
  const days = view.days ?? 30;
  const compare = COMPARISONS.find((one) => one === view.compare) ?? 'weekday';
  const mine = useQuery(
    hub.reports.mine.queryOptions(
      { days, compare },
      { refetchInterval: 10_000, placeholderData: (old) => old },
    ),
  );
  const { from, to } = mine.data ?? { from: 0, to: 0 };
  const day = (at: number) => formatTime(at, 'date', timeZone);
  return (
    <>
      <PageHeader
        title={say.analytics.title}
        lead={mine.data && say.analytics.lead(day(from), day(to))}
        action={
          <>
            <LinkChips
              label={say.reports.compare}
              param="compare"
              current={compare}
              chips={COMPARISONS.map((id) => ({ id, text: say.reports.comparisons[id] }))}
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
        query={mine}
        skeleton={
          <div className="space-y-6">
            <TilesSkeleton tiles={4} />
            <BlockSkeleton className="h-60 w-full" />
            <RowsSkeleton rows={3} />
          </div>
        }
      >
        {(data) => <Figures data={data} />}
      </Loaded>
    </>
  );
}

function Figures({ data }: { data: CreatorAnalytics }) {
  const { now, earlier } = data;
  const rate = (funnel: CreatorAnalytics['now']) =>
    funnel.visits === 0 ? 0 : funnel.orders / funnel.visits;
  const isEmpty = now.visits + now.claims + now.orders === 0;
  const last = data.series.at(-1)?.day;
  return (
    <>
      <FreshnessNotice freshness={data.freshness} />
      {isEmpty ? (
        <EmptyState
          title={say.analytics.emptyTitle}
          icon={<Link2 size={20} />}
          action={
            <Link to="/creator/links" className={buttonClass('primary')}>
              {say.analytics.toLinks}
            </Link>
          }
        >
          <p>{say.analytics.empty}</p>
        </EmptyState>
      ) : (
        <>
          <StatTiles>
            {(['visits', 'claims', 'orders'] as const).map((key) => (
              <StatTile
                key={key}
                label={say.analytics[key]}
                value={say.figure.count(now[key])}
                change={{ now: now[key], before: earlier[key] }}
              />
            ))}
            <StatTile
              label={say.analytics.rate}
              value={now.visits === 0 ? say.figure.none : say.figure.percent(rate(now), 1)}
              change={{ now: rate(now), before: rate(earlier) }}
            />
          </StatTiles>
          <div className="mt-5">
            <BarChart
              title={say.analytics.chart}
              unit={say.analytics.visitsPerDay}
              dayHead={say.analytics.day}
              bars={data.series.map(({ day, visits }) => ({
                key: day,
                label: formatTime(Date.parse(`${day}T12:00:00Z`), 'day', 'UTC'),
                value: visits,
                text: say.figure.count(visits),
                isUnfinished: day === last,
              }))}
            />
          </div>
          <Funnel title={say.analytics.byDrop} none={say.analytics.noDrop} rows={data.byDrop} />
          <Funnel title={say.analytics.byLink} none={say.analytics.noLink} rows={data.byLink} />
        </>
      )}
      <Section title={say.analytics.ltv} lead={say.analytics.ltvLead}>
        {data.ltv.length === 0 ? (
          <p className="text-ink-soft">{say.analytics.ltvNone}</p>
        ) : (
          <div className="space-y-4">
            {data.ltv.map(({ row, currency }) => (
              <div key={row.key} className="space-y-3">
                <LineChart
                  title={`${say.ltv.curve} ${row.label}`}
                  unit={say.ltv.curveUnit(currency.toUpperCase())}
                  xHead={say.ltv.age}
                  xText={say.ltv.ageDays}
                  lines={[
                    {
                      key: row.key,
                      label: row.label,
                      isMain: true,
                      points: row.curve.map(({ days, valueMinor, customers }) => ({
                        x: days,
                        value: valueMinor,
                        text:
                          valueMinor === null
                            ? say.figure.none
                            : `${moneyText({ minor: valueMinor, currency })}, ${say.reports.n(say.figure.count(customers))}`,
                      })),
                    },
                  ]}
                />
                <LtvTableView rows={[row]} by="contract" currency={currency} isOwn />
              </div>
            ))}
          </div>
        )}
      </Section>
    </>
  );
}

function Funnel({ title, none, rows }: { title: string; none: string; rows: CreatorFunnelRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Section
      title={title}
      action={
        <CsvButton
          what={title}
          name={title.toLowerCase().replace(' ', '-')}
          rows={() => csvOf(rows, none)}
        />
      }
    >
      <Table
        caption={title}
        columns={columnsOf(none)}
        rows={rows}
        rowKey={(row) => row.key}
        isWide
      />
    </Section>
  );
}

function columnsOf(none: string): Column<CreatorFunnelRow>[] {
  const step = (key: 'visits' | 'claims' | 'orders'): Column<CreatorFunnelRow> => ({
    key,
    head: say.analytics[key],
    isNumber: true,
    cell: (row) => (
      <span>
        <span className="block">{say.figure.count(row[key])}</span>
        {key !== 'visits' && row.visits > 0 && (
          <span className="block text-xs whitespace-nowrap text-ink-soft">
            {say.analytics.share(say.figure.percent(row[key] / row.visits, 1))}
          </span>
        )}
      </span>
    ),
  });
  return [
    {
      key: 'name',
      head: say.analytics.name,
      isTitle: true,
      cell: (row) => (
        <span className="block min-w-0 break-words">
          {row.label || none}
          <span className="block text-sm font-normal text-ink-soft">{row.brandName}</span>
        </span>
      ),
    },
    step('visits'),
    step('claims'),
    step('orders'),
    {
      key: 'net',
      head: say.analytics.net,
      isNumber: true,
      cell: (row) => <Amount money={row.net} />,
    },
    {
      key: 'earned',
      head: say.analytics.earned,
      isNumber: true,
      cell: (row) => <Amount money={row.earned} className="font-semibold" />,
    },
  ];
}

function csvOf(rows: readonly CreatorFunnelRow[], none: string): string[][] {
  const words = say.analytics;
  const head = [words.name, words.brand, words.visits, words.claims, words.orders];
  return [
    [...head, say.reports.currency, words.net, words.earned],
    ...rows.map((row) => [
      row.label || none,
      row.brandName,
      ...[row.visits, row.claims, row.orders].map(String),
      row.net.currency.toUpperCase(),
      decimalText(row.net.minor, row.net.currency),
      decimalText(row.earned.minor, row.earned.currency),
    ]),
  ];
}
