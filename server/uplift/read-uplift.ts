import type { Hub } from '../platform/hub.ts';
import type { UpliftRow, UpliftView } from '../protocol/experiments.ts';
import { type Measured, measureDrops } from './measure-drops.ts';
import { figuresOf, pooledFigures } from './rules/figures.ts';

/** What each drop with a holdout has shown, and all finished ones together. */
export async function readUplift(
  hub: Hub,
  brand: { id: string; currency: string },
): Promise<UpliftView> {
  const context = { now: hub.clock.now().getTime(), currency: brand.currency };
  const measured = await measureDrops(hub, brand.id);
  const pooled = pooledFigures(
    measured.map(({ drop }) => drop),
    context,
  );
  return { rows: measured.map((one) => rowOf(one, context)), pooled };
}

function rowOf(
  { experiment, window, drop }: Measured,
  context: { now: number; currency: string },
): UpliftRow {
  const { id, dropId, holdoutBps, shopUrl, smallestEffectBps, stoppedAt } = experiment;
  return {
    experimentId: id,
    dropId,
    title: experiment.drop.title,
    startsAt: experiment.drop.startsAt.getTime(),
    holdout: { holdoutBps, shopUrl, smallestEffectBps, stoppedAt: stoppedAt?.getTime() ?? null },
    soldOutAt: window.censoredAt,
    completeAt: window.completeAt,
    ...figuresOf(drop, context),
  };
}
