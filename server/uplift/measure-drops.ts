import type { Hub } from '../platform/hub.ts';
import type { MeasuredDrop } from './rules/figures.ts';
import { type MeasuredWindow, measuredWindow } from './rules/measured-window.ts';
import { sumOutcomes } from './rules/sum-outcomes.ts';
import {
  countExposures,
  type ExperimentRow,
  findFirstSellOut,
  listExperiments,
  listExposedOrders,
} from './uplift.store.ts';

/** One experiment with what was counted for it. */
export type Measured = {
  experiment: ExperimentRow;
  window: MeasuredWindow;
  drop: MeasuredDrop;
};

/** Counts the experiments of a brand's drops since a moment anew from visitors and orders, newest drop first. */
export async function measureDrops(
  hub: Hub,
  brandId: string,
  since = new Date(0),
): Promise<Measured[]> {
  const experiments = await listExperiments(hub.db, { brandId, since });
  const measured: Measured[] = [];
  for (const experiment of experiments) measured.push(await measure(hub, experiment));
  return measured;
}

async function measure({ db }: Hub, experiment: ExperimentRow): Promise<Measured> {
  const { startsAt, endsAt, endedAt } = experiment.drop;
  const soldOutAt = await findFirstSellOut(db, experiment.dropId);
  const window = measuredWindow({
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
    stoppedAt: experiment.stoppedAt?.getTime() ?? null,
    soldOutAt: soldOutAt?.getTime() ?? null,
  });
  const before = new Date(window.entryEndsAt);
  const sizes = await countExposures(db, { experimentId: experiment.id, before });
  const orders = await listExposedOrders(db, { experiment, before });
  const { holdoutBps, smallestEffectBps } = experiment;
  const { entryEndsAt, completeAt } = window;
  const outcomes = sumOutcomes(orders, sizes, window);
  return {
    experiment,
    window,
    drop: { ...outcomes, holdoutBps, smallestEffectBps, entryEndsAt, completeAt },
  };
}
