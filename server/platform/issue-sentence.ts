import type { z } from 'zod';

/**
 * A sentence for people where the schema gave none of its own. What the parser says by itself ("Too
 * small: expected string to have >=1 characters") is written for programmers.
 */
export function issueSentence(issue: z.core.$ZodIssue): string {
  if (!OF_THE_PARSER.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') {
        return issue.minimum === 1 ? 'Fill this in.' : `At least ${issue.minimum} characters.`;
      }
      return `At least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `At most ${issue.maximum} characters.`
        : `At most ${issue.maximum}.`;
    default:
      return issue.message;
  }
}

const OF_THE_PARSER = /^Too (small|big): expected/;
