import { z } from 'zod';
import { id } from './id.schema.ts';
import { LONGEST_ANSWER, LONGEST_QUESTION } from './questions.ts';

/** Lines and runs of blanks become one blank: a question is one line on a stream. */
const line = z
  .string()
  .max(2_000)
  .transform((text) => text.replace(/\s+/gu, ' ').trim());

const questionText = line.pipe(
  z
    .string()
    .min(3, 'Write a few words.')
    .max(LONGEST_QUESTION, `At most ${LONGEST_QUESTION} characters.`),
);
export const answerText = line.pipe(
  z
    .string()
    .min(1, 'Write the answer.')
    .max(LONGEST_ANSWER, `At most ${LONGEST_ANSWER} characters.`),
);

export const askQuestionSchema = z.strictObject({ dropId: id, text: questionText });
export const readQuestionsSchema = z.strictObject({
  dropId: id,
  changed: z.number().int().min(0),
  /** Whoever has asked nothing has no questions of their own to be looked for. */
  withOwn: z.boolean(),
});
export const questionsOfDropSchema = z.strictObject({ brandId: id, dropId: id });
export const hideQuestionSchema = z.strictObject({
  brandId: id,
  dropId: id,
  questionId: id,
  isHidden: z.boolean(),
});
