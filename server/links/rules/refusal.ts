import { REFUSAL_COOKIE, type Refusal } from '../../protocol/links.ts';

/**
 * Whether a request refuses that its sender is measured, and who said so. The browser's own signal
 * comes first: it is sent with every request and cannot be lost. Source: Global Privacy Control,
 * whose one value is `1`.
 */
export function refusalOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Refusal | null {
  if (headers['sec-gpc'] === '1') return 'gpc';
  return typeof headers.cookie === 'string' && CHOICE.test(headers.cookie) ? 'choice' : null;
}

/** The Set-Cookie header that remembers a refusal for a year, or forgets it. */
export function refusalCookie(isRefused: boolean, { isSecure }: { isSecure: boolean }): string {
  const secure = isSecure ? '; Secure' : '';
  const life = isRefused ? LIFE_SECONDS : 0;
  return `${REFUSAL_COOKIE}=no; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax${secure}`;
}

const LIFE_SECONDS = 365 * 86_400;

const CHOICE = new RegExp(`(?:^|;\\s*)${REFUSAL_COOKIE}=no(?:;|$)`);
