import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';

const FILES = [
  ['orders', say.files.orders, say.files.ordersText],
  ['ledger', say.files.ledger, say.files.ledgerText],
  ['payouts', say.files.payouts, say.files.payoutsText],
  ['creators', say.files.creators, say.files.creatorsText],
] as const;

/** Tables for spreadsheets, and the calendar of drops. */
export function FilesTab() {
  const brand = useBrand();
  const calendar = `${window.location.origin}/calendar/brands/${brand.slug}.ics`;
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">{say.files.lead}</p>
      <ul className="space-y-3">
        {FILES.map(([id, title, text]) => (
          <li
            key={id}
            data-row=""
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4"
          >
            <div className="min-w-0">
              <h2 className="text-lg font-semibold">{title}</h2>
              <p className="text-ink-soft">{text}</p>
            </div>
            <a
              className={buttonClass('plain')}
              href={`/api/exports/${brand.id}/${id}.csv`}
              download
              aria-label={say.files.downloadLabel(title)}
            >
              {say.files.download}
            </a>
          </li>
        ))}
        <li className="space-y-2 rounded-lg border border-line bg-surface p-4">
          <h2 className="text-lg font-semibold">{say.files.calendar}</h2>
          <p className="text-ink-soft">{say.files.calendarText}</p>
          <p className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 text-sm break-all">{calendar}</code>
            <CopyButton text={calendar} label={say.files.copyCalendar} short />
          </p>
        </li>
      </ul>
    </div>
  );
}
