import type { LtvCell } from '../../server/protocol/reports.ts';
import { FEW_CUSTOMERS } from '../../server/protocol/reports.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { moneyText } from '../ui/money.tsx';

/**
 * One figure with the number of customers behind it and its interval; grey under 30, hatched while some
 * of the group are too young, a dash when nobody is old enough.
 */
export function LtvFigureCell({ cell, currency }: { cell: LtvCell; currency: string }) {
  const money = (minor: number) => moneyText({ minor, currency });
  const count = say.figure.count;
  if (cell.valueMinor === null) {
    return (
      <span
        className={classNames('block rounded-sm px-2 py-1', cell.unfinished > 0 && 'hatched')}
        title={say.ltv.nobody}
      >
        <span className="text-ink-soft">{say.figure.none}</span>
        {cell.unfinished > 0 && (
          <span className="block text-xs text-ink-soft">
            {say.ltv.waiting(count(cell.unfinished))}
          </span>
        )}
      </span>
    );
  }
  const isFew = cell.customers < FEW_CUSTOMERS;
  const isUnfinished = cell.unfinished > 0;
  const all = count(cell.customers + cell.unfinished);
  return (
    <span
      className={classNames('block rounded-sm px-2 py-1', isUnfinished && 'hatched')}
      title={
        isUnfinished
          ? say.ltv.unfinished(count(cell.customers), all, cell.days)
          : isFew
            ? say.reports.few
            : undefined
      }
    >
      <span className={classNames('block', isFew ? 'text-ink-soft' : 'font-semibold')}>
        {money(cell.valueMinor)}
      </span>
      <span className="block text-xs text-ink-soft">{say.reports.n(count(cell.customers))}</span>
      {cell.interval && (
        <span className="block text-xs whitespace-nowrap text-ink-soft">
          {say.reports.interval(money(cell.interval.low), money(cell.interval.high))}
        </span>
      )}
      <span className="block text-xs whitespace-nowrap text-ink-soft">
        {cell.settledMinor === null
          ? say.ltv.settledNone
          : say.ltv.settled(money(cell.settledMinor), count(cell.settledCustomers))}
      </span>
    </span>
  );
}
