import { Download, FileText, Printer } from 'lucide-react';
import type { StatementSection, StatementView } from '../../server/protocol/payouts.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SelectField } from '../ui/field.tsx';
import { formatTime } from '../ui/format-time.ts';
import { LOCALE } from '../ui/locale.ts';
import { Amount } from '../ui/money.tsx';
import { Section } from '../ui/page-header.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** The month that the URL names, else the present one of a zone, as whole days. */
export function useMonth(timeZone: string): { month: string; from: string; to: string } {
  const { view } = useViewState();
  const month = /^\d{4}-\d{2}$/.test(view.only ?? '') ? (view.only ?? '') : monthOf(timeZone);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { month, from: `${month}-01`, to: `${month}-${lastDay}` };
}

/** Which month, and the same as paper or as a file. */
export function StatementTools({ month, csv }: { month: string; csv: string }) {
  const { change } = useViewState();
  return (
    <div className="flex flex-wrap items-end gap-2 print:hidden">
      <SelectField
        label={say.statements.month}
        className="w-48"
        value={month}
        onChange={(event) => change({ only: event.target.value })}
      >
        {monthsBack(month).map((one) => (
          <option key={one} value={one}>
            {monthText(one)}
          </option>
        ))}
      </SelectField>
      <a href={csv} className={buttonClass('plain')}>
        <Download aria-hidden="true" size={16} />
        {say.statements.csv}
      </a>
      <Button icon={<Printer aria-hidden="true" size={16} />} onClick={() => window.print()}>
        {say.statements.print}
      </Button>
    </div>
  );
}

/** opening + lines − reversals − payouts = closing, per brand and currency, with every booking. */
export function Statement({ statement }: { statement: StatementView }) {
  const { from, to, timeZone, sections } = statement;
  return (
    <>
      <p className="mt-4 text-sm text-ink-soft">
        {say.statements.period(
          formatTime(from, 'date', timeZone),
          formatTime(to - 1, 'date', timeZone),
          timeZone.replaceAll('_', ' '),
        )}
      </p>
      {sections.length === 0 ? (
        <div className="mt-6">
          <EmptyState title={say.statements.empty} icon={<FileText size={20} />} action={null}>
            <p>{say.statements.emptyText}</p>
          </EmptyState>
        </div>
      ) : (
        sections.map((section) => (
          <Part key={`${section.brandId} ${section.currency}`} section={section} />
        ))
      )}
    </>
  );
}

function Part({ section }: { section: StatementSection }) {
  const words = say.statements;
  return (
    <Section title={`${section.brandName} · ${section.currency.toUpperCase()}`}>
      <StatTiles>
        <StatTile label={words.opening} value={<Amount money={section.opening} />} />
        <StatTile label={`+ ${words.lines}`} value={<Amount money={section.lines} />} />
        <StatTile label={`− ${words.reversals}`} value={<Amount money={section.reversals} />} />
        <StatTile label={`− ${words.payouts}`} value={<Amount money={section.payouts} />} />
        <StatTile label={`= ${words.closing}`} value={<Amount money={section.closing} />} />
      </StatTiles>
      {section.rows.length > 0 && (
        <div className="mt-4">
          <Table
            caption={words.rows}
            rows={section.rows.map((row, index) => ({ ...row, key: `${row.at} ${index}` }))}
            rowKey={(row) => row.key}
            columns={[
              { key: 'date', head: words.date, isTitle: true, cell: (row) => <Time at={row.at} /> },
              { key: 'kind', head: words.what, cell: (row) => words.kinds[row.kind] },
              {
                key: 'memo',
                head: say.payouts.reason,
                cell: (row) => <span className="text-sm text-ink-soft">{row.memo}</span>,
              },
              {
                key: 'order',
                head: words.order,
                isNumber: true,
                cell: (row) =>
                  row.orderNumber === null ? say.figure.none : String(row.orderNumber),
              },
              {
                key: 'amount',
                head: words.amount,
                isNumber: true,
                cell: (row) => <Amount money={row.amount} className="font-medium" />,
              },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

function monthOf(timeZone: string): string {
  const form = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', form).format(Date.now()).slice(0, 7);
}

/** Two years back from now, and the month that is shown wherever it lies. */
function monthsBack(shown: string): string[] {
  const now = new Date();
  const months = Array.from({ length: 24 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 15))
      .toISOString()
      .slice(0, 7),
  );
  return [...new Set([shown, ...months])].sort().toReversed();
}

function monthText(month: string): string {
  const form = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(LOCALE, form).format(new Date(`${month}-15T12:00:00Z`));
}
