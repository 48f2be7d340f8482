import { Download } from 'lucide-react';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { downloadCsv } from '../ui/download-csv.ts';

/** Saves what a table shows, as a file that spreadsheets read. */
export function CsvButton(button: { what: string; name: string; rows: () => string[][] }) {
  return (
    <Button
      small
      icon={<Download aria-hidden="true" size={15} />}
      aria-label={say.reports.csvLabel(button.what)}
      onClick={() => downloadCsv(`${button.name}.csv`, button.rows())}
    >
      {say.reports.csv}
    </Button>
  );
}
