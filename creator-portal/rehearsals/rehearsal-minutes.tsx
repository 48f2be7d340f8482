import type { RehearsalMinute } from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { BarChart } from '../ui/bar-chart.tsx';
import { Section } from '../ui/page-header.tsx';
import { type Column, Table } from '../ui/table.tsx';

const COUNTS = ['clicks', 'claims', 'paid', 'declined', 'lapsed'] as const;

/** What happened minute by minute, as a picture and in figures. */
export function RehearsalMinutes({ minutes }: { minutes: RehearsalMinute[] }) {
  const words = say.rehearsals;
  const columns: Column<RehearsalMinute>[] = [
    {
      key: 'minute',
      head: words.minute,
      isTitle: true,
      cell: ({ minute }) => words.minuteName(minute),
    },
    ...COUNTS.map((key) => ({
      key,
      head: words[key],
      isNumber: true,
      cell: (row: RehearsalMinute) => row[key],
    })),
    { key: 'refused', head: words.turnedAway, isNumber: true, cell: ({ refused }) => refused },
  ];
  return (
    <Section title={words.byMinute}>
      <div className="space-y-4">
        <BarChart
          title={words.minuteTitle}
          unit={words.minuteUnit}
          dayHead={words.minute}
          bars={minutes.map(({ minute, claims }) => ({
            key: String(minute),
            label: words.minuteName(minute),
            value: claims,
            text: String(claims),
          }))}
        />
        <Table
          caption={words.byMinute}
          columns={columns}
          rows={minutes}
          rowKey={({ minute }) => String(minute)}
        />
      </div>
    </Section>
  );
}
