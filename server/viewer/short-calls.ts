import type { z } from 'zod';
import { holdUnits } from '../claims/hold-units.ts';
import type { RequestContext } from '../platform/trpc.ts';
import { holdSchema } from '../protocol/claims.schema.ts';

/** A counted call that changes something, as parts: what it takes, and the verb that answers it. */
export type ShortCall<Schema extends z.ZodType = z.ZodType> = {
  input: Schema;
  run(ctx: Pick<RequestContext, 'hub'>, input: z.output<Schema>): Promise<unknown>;
};

/**
 * The call of a stampede. The router serves it like every other; taken apart like this it can also be
 * answered without the chain of steps around a procedure, which costs more than refusing a claim.
 */
export const holdCall = {
  input: holdSchema,
  run: ({ hub }: Pick<RequestContext, 'hub'>, input: z.output<typeof holdSchema>) =>
    holdUnits(hub, input),
} satisfies ShortCall<typeof holdSchema>;

/** By the address that they are called at. */
export const shortCalls: ReadonlyMap<string, ShortCall> = new Map([['viewer.hold', holdCall]]);
