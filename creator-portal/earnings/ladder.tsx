import type { EarningsView } from '../../server/protocol/payouts.ts';
import { say } from '../strings.ts';
import { formatTime } from '../ui/format-time.ts';
import { Amount, moneyText } from '../ui/money.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { useTimeZone } from '../ui/time-zone.ts';

/** The rungs that money climbs, in order, for one currency. */
export function Ladder({ sums }: { sums: EarningsView['currencies'][number] }) {
  const timeZone = useTimeZone();
  const { nextRelease } = sums;
  return (
    <section aria-label={`${say.earnings.ladder}, ${sums.currency.toUpperCase()}`}>
      <StatTiles>
        <StatTile label={say.home.today} value={<Amount money={sums.earnedToday} />} />
        <StatTile
          label={`1 · ${say.earnings.states.on_hold}`}
          value={<Amount money={sums.onHold} />}
        />
        <StatTile
          label={`2 · ${say.earnings.states.available}`}
          value={<Amount money={sums.available} />}
        />
        <StatTile
          label={`3 · ${say.earnings.states.in_payout}`}
          value={<Amount money={sums.inPayout} />}
        />
        {sums.held.minor !== 0 && (
          <StatTile label={say.earnings.states.held} value={<Amount money={sums.held} />} />
        )}
        <StatTile label={`4 · ${say.earnings.states.paid}`} value={<Amount money={sums.paid} />} />
      </StatTiles>
      {nextRelease && (
        <p className="mt-2 text-sm text-ink-soft">
          {say.earnings.nextRelease(
            moneyText(nextRelease.amount),
            formatTime(nextRelease.at, 'date', timeZone),
          )}
        </p>
      )}
    </section>
  );
}
