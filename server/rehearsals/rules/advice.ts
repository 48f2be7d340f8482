import type { RehearsalAdvice, RehearsalSummary } from '../../protocol/rehearsals.ts';

const SLOW_MS = 1_000;
/** Sold out before this part of the window is over is early. */
const EARLY_SHARE = 0.5;
const MANY_SHARE = 0.2;

/** What is worth a thought before the real drop, worst first. */
export function adviceOf(summary: RehearsalSummary, minutes: number): RehearsalAdvice[] {
  const advice: RehearsalAdvice[] = [];
  for (const { creatorName, connectedSeconds, watchedSeconds, gaps } of summary.overlays) {
    const seconds = gaps.reduce((sum, one) => sum + one.untilSeconds - one.fromSeconds, 0);
    if (watchedSeconds > 0 && connectedSeconds === 0) {
      advice.push({ kind: 'overlay_never', creatorName });
    } else if (seconds > 0) advice.push({ kind: 'overlay_gap', creatorName, seconds });
  }
  const { failures, p95Ms, soldOutAfterSeconds, claims, lapsed, declined } = summary;
  if (failures > 0) advice.push({ kind: 'failures', count: failures });
  if (p95Ms !== null && p95Ms > SLOW_MS) advice.push({ kind: 'slow_answers', p95Ms });
  if (soldOutAfterSeconds !== null && soldOutAfterSeconds < minutes * 60 * EARLY_SHARE) {
    const turnedAway = summary.refused;
    advice.push({ kind: 'sold_out_early', seconds: soldOutAfterSeconds, turnedAway });
  }
  if (lapsed > claims * MANY_SHARE) advice.push({ kind: 'holds_lapsed', count: lapsed, claims });
  if (declined > claims * MANY_SHARE) advice.push({ kind: 'cards_declined', count: declined });
  const left = summary.units - summary.sold;
  if (soldOutAfterSeconds === null && left > 0) advice.push({ kind: 'units_left', units: left });
  return advice.length > 0 ? advice : [{ kind: 'all_well' }];
}
