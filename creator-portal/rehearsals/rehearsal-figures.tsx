import type { RehearsalView } from '../../server/protocol/rehearsals.ts';
import { say } from '../strings.ts';
import { Amount } from '../ui/money.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { Countdown } from '../ui/time.tsx';

/** What has come of it so far, or in all. */
export function RehearsalFigures({ rehearsal }: { rehearsal: RehearsalView }) {
  const { state, startsAt, endsAt, summary } = rehearsal;
  const words = say.rehearsals;
  const { revenueMinor: minor, currency, p95Ms } = summary;
  return (
    <div className="space-y-3">
      <StatTiles>
        {state === 'scheduled' && (
          <StatTile label={words.startsIn} value={<Countdown to={startsAt} />} />
        )}
        {state === 'running' && <StatTile label={words.endsIn} value={<Countdown to={endsAt} />} />}
        <StatTile label={words.claims} value={summary.claims} />
        <StatTile label={words.sold} value={summary.sold} note={words.ofUnits(summary.units)} />
        <StatTile label={words.revenue} value={<Amount money={{ minor, currency }} />} />
      </StatTiles>
      <StatTiles>
        <StatTile label={words.turnedAway} value={summary.refused} />
        <StatTile label={words.lapsed} value={summary.lapsed} />
        <StatTile label={words.declined} value={summary.declined} />
        <StatTile
          label={words.answers}
          value={p95Ms === null ? say.figure.none : words.ms(p95Ms)}
          note={words.answersNote}
        />
      </StatTiles>
    </div>
  );
}
