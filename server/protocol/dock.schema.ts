import { z } from 'zod';
import { id } from './id.schema.ts';
import { answerText } from './questions.schema.ts';

/** The secret of a dock. */
const key = z.string().regex(/^[\w-]{43}$/, 'is not a key');
const name = z.string().trim().min(2, 'Give it a name of at least two letters.').max(60);
const command = {
  id: z.string().regex(/^[\w-]{16,64}$/),
  d: id,
  based: z.number().int().min(0),
};

/** What a dock may say on its socket; anything else is answered with a sentence. */
export const dockCommandSchema = z.discriminatedUnion('act', [
  z.strictObject({ ...command, act: z.literal('start') }),
  z.strictObject({ ...command, act: z.literal('resume') }),
  z.strictObject({ ...command, act: z.literal('end') }),
  z.strictObject({ ...command, act: z.literal('unpin') }),
  z.strictObject({ ...command, act: z.literal('unpin_question') }),
  z.strictObject({ ...command, act: z.literal('test') }),
  z.strictObject({
    ...command,
    act: z.literal('pause'),
    reason: z.string().trim().min(3, 'Say in a few words why.').max(200),
  }),
  z.strictObject({
    ...command,
    act: z.literal('release'),
    skuId: id,
    units: z.number().int().min(1).max(100_000),
  }),
  z.strictObject({ ...command, act: z.literal('pin'), skuId: id }),
  z.strictObject({
    ...command,
    act: z.literal('extend'),
    minutes: z.number().int().min(1).max(1_440),
  }),
  z.strictObject({
    ...command,
    act: z.literal('answer'),
    questionId: id,
    text: answerText.nullable(),
  }),
  z.strictObject({ ...command, act: z.literal('hide'), questionId: id }),
  z.strictObject({ ...command, act: z.literal('pin_question'), questionId: id }),
]);

export const followSchema = z.strictObject({ d: id });

export const startDockSchema = z.strictObject({});
export const dockKeySchema = z.strictObject({ key });
export const approveDockSchema = z.strictObject({
  code: z.string().trim().min(4).max(24),
  name,
});
export const openDockSchema = z.strictObject({ name });
export const revokeDockSchema = z.strictObject({ dockId: id });

export const grantsOfDropSchema = z.strictObject({ brandId: id, dropId: id });
export const saveGrantSchema = z.strictObject({
  brandId: id,
  dropId: id,
  contractId: id,
  mayStart: z.boolean(),
  mayPause: z.boolean(),
  mayEnd: z.boolean(),
  releaseUnits: z.number().int().min(0).max(100_000),
  extendMinutes: z.number().int().min(0).max(1_440),
});
export type SaveGrantInput = z.output<typeof saveGrantSchema>;
