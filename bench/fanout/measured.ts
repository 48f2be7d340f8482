import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cpuUs } from '../shared/answer-bench.ts';

/** A change of the drop: when it was asked for (epoch milliseconds, before its commit), and its version. */
export type Change = { version: number; askedAt: number };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const delay = monitorEventLoopDelay({ resolution: 5 });
const RESOLUTION_MS = 5;

/** What a server of this bench says of itself. */
export const measured = {
  cpuUs,
  /** Resident memory after a collection, in KB. */
  memoryKb: async () => {
    for (let round = 0; round < 3; round += 1) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return process.memoryUsage().rss / 1024;
  },
  watchLoop: async () => {
    delay.reset();
    delay.enable();
  },
  /** How late the loop was since `watchLoop`, 99th percentile, milliseconds. */
  loopP99Ms: async () => {
    delay.disable();
    return Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
  },
};
