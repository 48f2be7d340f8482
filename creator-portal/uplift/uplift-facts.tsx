import type { UpliftFigures } from '../../server/protocol/experiments.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { formatTime } from '../ui/format-time.ts';
import { moneyText } from '../ui/money.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { useTimeZone } from '../ui/time-zone.ts';

type Facts = {
  figures: UpliftFigures;
  /** Null: several drops together. */
  completeAt: number | null;
  smallestEffectBps: number | null;
};

/** The verdict in words, then the figures that it stands on, each with its interval. */
export function UpliftFacts(facts: Facts) {
  const { figures } = facts;
  const timeZone = useTimeZone();
  const { percent, points } = say.uplift;
  const { difference, treated, heldOut, cannibalised, incremental, verdict } = figures;
  const money = (minor: number) => moneyText({ minor, currency: incremental?.currency ?? 'eur' });
  const isShown = verdict !== 'withheld';
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Badge tone={TONES[verdict]}>{say.uplift.verdicts[verdict]}</Badge>
        <p className="max-w-prose">{sentenceOf(facts, timeZone)}</p>
      </div>
      {isShown && <p className="mt-1 text-sm text-ink-soft tabular-nums">{missingOf(figures)}</p>}
      <div className="mt-4">
        <StatTiles>
          <StatTile
            label={say.uplift.difference}
            value={isShown && difference ? points(difference.estimate) : say.uplift.none}
            note={
              isShown && difference
                ? say.uplift.differenceNote(points(difference.low), points(difference.high))
                : say.uplift.noneNote
            }
          />
          <StatTile
            label={say.uplift.buyers}
            value={`${treated.buyers} : ${heldOut.buyers}`}
            note={say.uplift.buyersNote(ofVisitors(treated), ofVisitors(heldOut))}
          />
          <StatTile
            label={say.uplift.cannibalised}
            value={isShown && cannibalised !== null ? percent(cannibalised, 0) : say.uplift.none}
            note={say.uplift.cannibalisedNote}
          />
          <StatTile
            label={say.uplift.incremental}
            value={isShown && incremental ? money(incremental.estimate) : say.uplift.none}
            note={
              isShown && incremental
                ? say.uplift.incrementalNote(money(incremental.low), money(incremental.high))
                : say.uplift.noneNote
            }
          />
        </StatTiles>
      </div>
      {isShown && figures.pullForward && (
        <p className="mt-3 max-w-prose text-sm text-ink-soft">{pullForwardOf(figures)}</p>
      )}
    </>
  );
}

const TONES: Record<UpliftFigures['verdict'], Tone> = {
  running: 'neutral',
  withheld: 'bad',
  not_enough_data: 'warn',
  no_difference: 'neutral',
  more: 'good',
  less: 'bad',
};

function ofVisitors({ visitors, buyers }: UpliftFigures['treated']): string {
  const share = visitors === 0 ? say.uplift.none : say.uplift.percent(buyers / visitors);
  return `${share} of ${visitors.toLocaleString('en-GB')}`;
}

function sentenceOf({ figures, completeAt, smallestEffectBps }: Facts, timeZone: string): string {
  const { verdict, difference, ratioP } = figures;
  const hundred = (share: number) => Math.abs(share * 100).toFixed(1);
  switch (verdict) {
    case 'running':
      return say.uplift.running(formatTime(completeAt ?? 0, 'date', timeZone));
    case 'withheld':
      return say.uplift.withheld((ratioP ?? 0) < 0.0001 ? '< 0.0001' : (ratioP ?? 0).toFixed(4));
    case 'not_enough_data':
      return say.uplift.notEnough;
    case 'no_difference':
      return say.uplift.noDifference(say.uplift.points((smallestEffectBps ?? 200) / 10_000));
    case 'more':
      return say.uplift.more(hundred(difference?.low ?? 0), hundred(difference?.high ?? 0));
    case 'less':
      return say.uplift.less(hundred(difference?.high ?? 0), hundred(difference?.low ?? 0));
  }
}

function missingOf({ needed, treated, heldOut }: UpliftFigures): string {
  const missing = needed - treated.visitors - heldOut.visitors;
  return missing > 0 ? say.uplift.missing(missing.toLocaleString('en-GB')) : say.uplift.enough;
}

function pullForwardOf({ pullForward, isPullForwardOpen }: UpliftFigures): string {
  if (!pullForward) return '';
  const { points } = say.uplift;
  const { estimate, low, high } = pullForward;
  const found = say.uplift.pullForward(points(estimate), points(low), points(high));
  const meaning = high < 0 ? say.uplift.pulled : say.uplift.notPulled;
  return `${found} ${isPullForwardOpen ? say.uplift.pullOpen : meaning}`;
}
