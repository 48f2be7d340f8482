import { isbot } from 'isbot';

/**
 * Whether a User-Agent names a program that makes previews or indexes: it gets a page with Open Graph
 * tags instead of the redirect. Command-line clients, HTTP libraries and headless browsers are not
 * meant: they follow a link because somebody told them to, and are judged by what they do.
 */
export function isPreviewBot(userAgent: string | undefined): boolean {
  if (!userAgent) return false;
  const known = verdicts.get(userAgent);
  if (known !== undefined) return known;
  const verdict = !TOOLS.test(userAgent) && isbot(userAgent);
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  if (userAgent.length <= LONGEST) verdicts.set(userAgent, verdict);
  return verdict;
}

/** The pattern list is long, and few agents make most of the clicks. */
const verdicts = new Map<string, boolean>();
const MOST_VERDICTS = 2_000;
const LONGEST = 400;

const TOOLS =
  /^(?:curl|wget|node|undici|axios|got|python-requests|python-httpx|go-http-client|okhttp|postmanruntime|insomnia|k6|autocannon)\b|HeadlessChrome/i;
