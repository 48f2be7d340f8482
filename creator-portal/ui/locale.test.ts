import { expect, it } from 'vitest';
import { englishOf } from './locale.ts';

it.each([
  [['en-US'], 'en-US'],
  [['de-DE', 'en-AU', 'en'], 'en-AU'],
  [['en-US@posix'], 'en-US'],
  [['enx'], 'en-GB'],
  [[], 'en-GB'],
])('for a reader of %j numbers are written as in %s', (languages, locale) => {
  expect(englishOf(languages)).toBe(locale);
  expect(() => new Intl.NumberFormat(englishOf(languages))).not.toThrow();
});
