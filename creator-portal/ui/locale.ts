/**
 * How numbers, money and dates are written. The catalogue is English, so it is the reader's own
 * English; a date in another language inside an English sentence would read as a mistake.
 */
export const LOCALE = englishOf(typeof navigator === 'undefined' ? undefined : navigator.languages);

function englishOf(languages: readonly string[] | undefined): string {
  // Some systems name a language that Intl refuses, such as "en-US@posix".
  return languages?.find((language) => /^en(-[a-z0-9]{2,8})*$/i.test(language)) ?? 'en-GB';
}
