import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { hideQuestionSchema, questionsOfDropSchema } from '../protocol/questions.schema.ts';
import { hideQuestion } from './hide-question.ts';
import { listQuestions } from './list-questions.ts';

/** What a brand sees of the questions in its drops. */
export const questionsRouter = router({
  ofDrop: brandProcedure('viewer')
    .input(questionsOfDropSchema)
    .query(({ ctx, input }) => listQuestions(ctx.hub, input)),
  hide: brandProcedure('manager')
    .input(hideQuestionSchema)
    .mutation(({ ctx, input }) => hideQuestion(ctx.hub, input)),
});
