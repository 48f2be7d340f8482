import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import { type BrandOverview, COMPARISONS } from '../../server/protocol/reports.ts';
import { hub } from '../hub/client.ts';
import { FreshnessNotice } from '../reports/freshness.tsx';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { BarChart } from '../ui/bar-chart.tsx';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format-time.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Amount, moneyText } from '../ui/money.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { BlockSkeleton, RowsSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { IncrementalTile } from './incremental-tile.tsx';
import { LiveDrops } from './live-drops.tsx';
import { MarginTable } from './margin-table.tsx';

/** How the brand is doing, against the period before, and what needs a hand right now. */
export function OverviewPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const days = view.days ?? 30;
  const compare = COMPARISONS.find((one) => one === view.compare) ?? 'before';
  const overview = useQuery(
    hub.reports.overview.queryOptions(
      { brandId: brand.id, days, compare },
      { refetchInterval: 5000, placeholderData: (old) => old },
    ),
  );
  const lead =
    overview.data &&
    say.overview.lead(
      formatTime(overview.data.from, 'date', brand.timeZone),
      formatTime(overview.data.to, 'date', brand.timeZone),
      `${formatTime(overview.data.before.from, 'date', brand.timeZone)} – ${formatTime(overview.data.before.to, 'date', brand.timeZone)}`,
    );
  return (
    <>
      <PageHeader
        title={say.overview.title}
        lead={lead}
        action={
          <>
            <LinkChips
              label={say.reports.compare}
              param="compare"
              current={compare}
              chips={COMPARISONS.map((id) => ({ id, text: say.reports.comparisons[id] }))}
            />
            <LinkChips
              label={say.overview.range}
              param="days"
              current={days}
              chips={([7, 30, 90, 365] as const).map((id) => ({
                id,
                text: say.overview.ranges[id],
              }))}
            />
          </>
        }
      />
      <Loaded
        query={overview}
        skeleton={
          <div className="space-y-6">
            <TilesSkeleton tiles={6} />
            <BlockSkeleton className="h-60 w-full" />
            <RowsSkeleton rows={3} />
          </div>
        }
      >
        {(data) => <Figures overview={data} />}
      </Loaded>
    </>
  );
}

function Figures({ overview }: { overview: BrandOverview }) {
  const brand = useBrand();
  const isNew =
    overview.orders === 0 &&
    overview.ordersBefore === 0 &&
    overview.live.length === 0 &&
    overview.creators.length === 0;
  if (isNew) return <FirstSteps slug={brand.slug} />;
  return (
    <>
      {overview.attention.length > 0 && (
        <section
          aria-label={say.overview.attention}
          className="mb-6 overflow-hidden rounded-lg bg-warn-soft text-warn"
        >
          <ul className="divide-y divide-warn/20">
            {overview.attention.map((item) => (
              <li
                key={item.text}
                className="flex items-center justify-between gap-3 py-2 pr-3 pl-4"
              >
                <span className="min-w-0">{item.text}</span>
                <a
                  href={item.href}
                  aria-label={`${say.overview.look}: ${item.text}`}
                  className={buttonClass('plain', true)}
                >
                  {say.overview.look}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FreshnessNotice freshness={overview.freshness} />
      <Tiles overview={overview} />
      {overview.otherCurrencies.map((one) => (
        <p key={one.currency} className="mt-2 text-sm text-ink-soft">
          {say.reports.otherCurrency(one.orders, moneyText(one.net))}
        </p>
      ))}
      <div className="mt-5">
        <Chart overview={overview} />
      </div>
      <Section title={say.overview.live}>
        <LiveDrops drops={overview.live} />
      </Section>
      <Section
        title={say.overview.creators}
        action={
          <Link
            to="/brands/$slug/creators"
            params={{ slug: brand.slug }}
            className={buttonClass('plain', true)}
          >
            {say.overview.allCreators}
          </Link>
        }
      >
        <MarginTable rows={overview.creators.slice(0, 8)} currency={overview.currency} />
      </Section>
    </>
  );
}

function Tiles({ overview }: { overview: BrandOverview }) {
  return (
    <StatTiles byThrees>
      <StatTile
        label={say.overview.net}
        value={<Amount money={overview.netRevenue} />}
        change={{ now: overview.netRevenue.minor, before: overview.netRevenueBefore.minor }}
      />
      <StatTile
        label={say.overview.margin}
        value={<Amount money={overview.margin} />}
        change={{ now: overview.margin.minor, before: overview.marginBefore.minor }}
      />
      <StatTile
        label={say.overview.orders}
        value={say.figure.count(overview.orders)}
        change={{ now: overview.orders, before: overview.ordersBefore }}
      />
      <StatTile
        label={say.overview.newCustomers}
        value={say.figure.count(overview.newCustomers)}
        change={{ now: overview.newCustomers, before: overview.newCustomersBefore }}
      />
      <StatTile
        label={say.overview.owed}
        value={<Amount money={overview.owed} />}
        note={say.overview.owedNote}
      />
      <IncrementalTile since={overview.from} />
    </StatTiles>
  );
}

function Chart({ overview }: { overview: BrandOverview }) {
  const { currency } = overview;
  const last = overview.series.at(-1)?.day;
  return (
    <BarChart
      title={say.overview.chart}
      unit={`${say.overview.net}, ${currency.toUpperCase()}`}
      dayHead={say.overview.day}
      bars={overview.series.map((point) => ({
        key: point.day,
        // A calendar day has no zone: it is named as it is written.
        label: formatTime(Date.parse(`${point.day}T12:00:00Z`), 'day', 'UTC'),
        value: point.netMinor,
        text: moneyText({ minor: point.netMinor, currency }),
        before: point.netBeforeMinor,
        beforeText: moneyText({ minor: point.netBeforeMinor, currency }),
        isUnfinished: point.day === last,
      }))}
    />
  );
}

function FirstSteps({ slug }: { slug: string }) {
  return (
    <EmptyState
      title={say.overview.emptyTitle}
      icon={<Rocket size={20} />}
      action={
        <div className="flex flex-wrap gap-2">
          <Link to="/brands/$slug/products" params={{ slug }} className={buttonClass('primary')}>
            {say.overview.addProduct}
          </Link>
          <Link to="/brands/$slug/creators" params={{ slug }} className={buttonClass('plain')}>
            {say.creators.propose}
          </Link>
        </div>
      }
    >
      <p>{say.overview.empty}</p>
    </EmptyState>
  );
}
