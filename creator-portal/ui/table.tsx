import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Column<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, so that their digits line up. */
  isNumber?: boolean;
  /** What the column sorts by; without it, it does not. */
  sortBy?: (row: Row) => number | string;
  /** On a phone this column heads the card; the others follow as label and value. */
  isTitle?: boolean;
};

export type Sort = { key: string; down: boolean };

/**
 * Rows and columns on a desktop, one card per row on a phone. Sorting is the caller's state, so
 * that it can live in the URL.
 */
export function Table<Row>(table: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** Many columns: rows stay cards until there is room for all of them. */
  isWide?: boolean;
}) {
  const look = table.isWide ? WIDE : USUAL;
  const rows = sorted(table.rows, table.columns, table.sort);
  return (
    <div className="@container rounded-lg border border-line bg-surface">
      <table className={look.table}>
        <caption className="sr-only">{table.caption}</caption>
        <thead className={look.head}>
          <tr>
            {table.columns.map((column) => (
              <HeadCell
                key={column.key}
                {...{ column, sort: table.sort, onSort: table.onSort }}
                isWide={table.isWide === true}
              />
            ))}
          </tr>
        </thead>
        <tbody className={look.body}>
          {rows.map((row) => (
            <tr key={table.rowKey(row)} data-row="" className={look.row}>
              {table.columns.map((column) => (
                <td key={column.key} className={classNames(look.cell, cellClass(column))}>
                  {!column.isTitle && column.head !== '' && (
                    <span aria-hidden="true" className={look.label}>
                      {column.head}
                    </span>
                  )}
                  <span className="min-w-0">{column.cell(row)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
  isWide,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  isWide: boolean;
}) {
  const active = sort?.key === column.key;
  const className = classNames(
    'py-2.5 text-sm font-medium text-ink-soft align-bottom',
    isWide ? 'px-2.5 first:pl-4 last:pr-4' : 'px-4 whitespace-nowrap',
    column.isNumber && 'text-right',
  );
  if (!column.sortBy || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.head === '' ? <span className="sr-only">·</span> : column.head}
      </th>
    );
  }
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={classNames(
          'min-h-6 hover:text-ink',
          column.isNumber && 'text-right',
          active && 'text-ink',
        )}
        onClick={() => onSort({ key: column.key, down: active ? !sort.down : true })}
      >
        {column.head}
        {active && <span aria-hidden="true"> {sort.down ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return classNames(
    'flex min-w-0 items-center justify-between gap-4 py-1',
    column.isTitle && 'pb-2 font-medium',
    column.isNumber && 'text-right',
  );
}

const ROW = 'block border-t border-line px-4 py-3 first:border-t-0 hover:bg-sunken/40';

/** A table from 672 px of its own width, cards below. */
const USUAL = {
  table: 'block w-full text-left @2xl:table',
  head: 'hidden @2xl:table-header-group',
  body: 'block @2xl:table-row-group',
  row: classNames(ROW, '@2xl:table-row @2xl:p-0 @2xl:first:border-t'),
  cell: '@2xl:table-cell @2xl:px-4 @2xl:py-3 @2xl:align-middle',
  label: 'text-sm text-ink-soft @2xl:hidden',
};

/** A table from 896 px of its own width, with narrower gaps. */
const WIDE = {
  table: 'block w-full text-left @4xl:table',
  head: 'hidden @4xl:table-header-group',
  body: 'block @4xl:table-row-group',
  row: classNames(ROW, '@4xl:table-row @4xl:p-0 @4xl:first:border-t'),
  cell: '@4xl:table-cell @4xl:px-2.5 @4xl:py-3 @4xl:align-middle @4xl:first:pl-4 @4xl:last:pr-4',
  label: 'text-sm text-ink-soft @4xl:hidden',
};

function sorted<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | undefined): Row[] {
  const by = columns.find((column) => column.key === sort?.key)?.sortBy;
  if (!by || !sort) return rows;
  const factor = sort.down ? -1 : 1;
  return rows.toSorted((a, b) => factor * compare(by(a), by(b)));
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}
