import { expect, it } from 'vitest';
import { z } from 'zod';
import { issueSentence } from './issue-sentence.ts';

const sentence = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(issueSentence);

it('says what a person can do where the schema does not', () => {
  expect(sentence(z.string().trim().min(1), ' ')).toEqual(['Fill this in.']);
  expect(sentence(z.string().min(8), 'x')).toEqual(['At least 8 characters.']);
  expect(sentence(z.string().max(3), 'long')).toEqual(['At most 3 characters.']);
  expect(sentence(z.int().min(1), 0)).toEqual(['At least 1.']);
  expect(sentence(z.int().max(90), 91)).toEqual(['At most 90.']);
  expect(sentence(z.int().max(9_000, 'At most 90 %.'), 9_500)).toEqual(['At most 90 %.']);
});
