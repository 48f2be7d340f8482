/**
 * The reader's own English, or British where they prefer none. Browsers are known to report tags
 * that `Intl` refuses ("en-US@posix"), so only the part that is surely a tag is taken.
 */
export function englishOf(languages: readonly string[]): string {
  for (const language of languages) {
    const tag = /^en(?:-[A-Z]{2})?(?![A-Za-z])/.exec(language)?.[0];
    if (tag !== undefined) return tag;
  }
  return 'en-GB';
}

/**
 * How numbers, money and dates are written. The catalogue is English; a date in another language
 * inside an English sentence would read as a mistake.
 */
export const LOCALE = englishOf(
  typeof navigator === 'undefined' ? [] : (navigator.languages ?? []),
);
