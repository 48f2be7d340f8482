import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import {
  LTV_GROUPS,
  type LtvGroup,
  type LtvRow,
  type LtvTable,
} from '../../server/protocol/reports.ts';
import { hub } from '../hub/client.ts';
import { sortOf, sortText, useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SelectField } from '../ui/field.tsx';
import { LineChart } from '../ui/line-chart.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { moneyText } from '../ui/money.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { BlockSkeleton, RowsSkeleton } from '../ui/skeleton.tsx';
import { LinkChips } from '../ui/tabs.tsx';
import { CsvButton } from './csv-button.tsx';
import { FreshnessNotice } from './freshness.tsx';
import { LtvTableView, ltvCsv, nameOfGroup } from './ltv-table.tsx';

/** Lines beside that of everybody: more cannot be told apart. */
const MOST_LINES = 5;

/** What customers are worth by age: per creator, channel or month, with the curve of each. */
export function LtvPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const by = LTV_GROUPS.find((group) => group === view.by) ?? 'contract';
  const ltv = useQuery(
    hub.reports.ltv.queryOptions(
      {
        brandId: brand.id,
        by,
        ...(view.of ? { contractId: view.of } : {}),
        ...(view.currency ? { currency: view.currency } : {}),
      },
      { refetchInterval: 15_000, placeholderData: (old) => old },
    ),
  );
  return (
    <>
      <PageHeader
        title={say.ltv.title}
        lead={say.ltv.lead}
        action={
          <LinkChips
            label={say.ltv.by}
            param="by"
            current={by}
            chips={LTV_GROUPS.map((id) => ({ id, text: say.ltv.groups[id] }))}
          />
        }
      />
      <Loaded
        query={ltv}
        skeleton={
          <div className="space-y-6">
            <BlockSkeleton className="h-72 w-full" />
            <RowsSkeleton rows={4} />
          </div>
        }
      >
        {(table) => <Figures table={table} by={by} />}
      </Loaded>
    </>
  );
}

function Figures({ table, by }: { table: LtvTable; by: LtvGroup }) {
  const { view, change } = useViewState();
  const { rows, currency } = table;
  const usual = by === 'month' ? { key: 'group', down: true } : { key: 'customers', down: true };
  const isFiltered = view.of !== undefined || view.currency !== undefined;
  if (rows.length === 0 && !isFiltered) {
    return (
      <>
        <FreshnessNotice freshness={table.freshness} />
        <EmptyState title={say.ltv.emptyTitle} icon={<UsersRound size={20} />}>
          <p>{say.ltv.empty}</p>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <FreshnessNotice freshness={table.freshness} />
      <Filters table={table} by={by} />
      {rows.length === 0 ? (
        <EmptyState
          title={say.ltv.noneTitle}
          action={
            <Button onClick={() => change({ of: undefined, currency: undefined })}>
              {say.act.clear}
            </Button>
          }
        >
          {null}
        </EmptyState>
      ) : (
        <>
          <Curve table={table} by={by} />
          <Section
            title={say.ltv.groups[by]}
            action={
              <CsvButton
                what={say.ltv.title}
                name={`ltv-${by}-${currency}`}
                rows={() => ltvCsv([...rows, table.all], { by, currency })}
              />
            }
          >
            <LtvTableView
              rows={rows}
              {...{ by, currency }}
              sort={sortOf(view, usual)}
              onSort={(sort) => change({ sort: sortText(sort) })}
            />
            {rows.length > 1 && (
              <div className="mt-3">
                <LtvTableView rows={[table.all]} {...{ by, currency }} />
              </div>
            )}
            <p className="mt-3 max-w-prose text-sm text-ink-soft">{say.ltv.explain}</p>
          </Section>
        </>
      )}
    </>
  );
}

/** One creator's customers, or one currency, where there is something to choose. */
function Filters({ table, by }: { table: LtvTable; by: LtvGroup }) {
  const brand = useBrand();
  const { view, change } = useViewState();
  const creators = useQuery({
    ...hub.reports.creators.queryOptions({ brandId: brand.id }),
    enabled: by === 'month',
  });
  const hasCurrencies = table.currencies.length > 1;
  if (by !== 'month' && !hasCurrencies && view.of === undefined) return null;
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      {(by === 'month' || view.of !== undefined) && (
        <SelectField
          label={say.ltv.of}
          value={view.of ?? ''}
          onChange={(event) => change({ of: event.target.value || undefined })}
        >
          <option value="">{say.ltv.everybody}</option>
          {(creators.data ?? []).map((one) => (
            <option key={one.contractId} value={one.contractId}>
              {one.creatorName}
            </option>
          ))}
        </SelectField>
      )}
      {hasCurrencies && (
        <SelectField
          label={say.reports.currency}
          hint={say.reports.currencyHint}
          value={table.currency}
          onChange={(event) => change({ currency: event.target.value })}
        >
          {table.currencies.map((currency) => (
            <option key={currency} value={currency}>
              {currency.toUpperCase()}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

function Curve({ table, by }: { table: LtvTable; by: LtvGroup }) {
  const { currency } = table;
  const lineOf = (row: LtvRow, isMain: boolean) => ({
    key: row.key,
    label: nameOfGroup(row, by),
    isMain,
    points: row.curve.map(({ days, valueMinor, customers }) => ({
      x: days,
      value: valueMinor,
      text:
        valueMinor === null
          ? say.figure.none
          : `${moneyText({ minor: valueMinor, currency })}, ${say.reports.n(say.figure.count(customers))}`,
    })),
  });
  const groups = table.rows.toSorted((a, b) => b.customers - a.customers).slice(0, MOST_LINES);
  const lines =
    table.rows.length === 1
      ? groups.map((row) => lineOf(row, true))
      : [lineOf(table.all, true), ...groups.map((row) => lineOf(row, false))];
  return (
    <LineChart
      title={say.ltv.curve}
      unit={say.ltv.curveUnit(currency.toUpperCase())}
      xHead={say.ltv.age}
      xText={say.ltv.ageDays}
      lines={lines}
    />
  );
}
