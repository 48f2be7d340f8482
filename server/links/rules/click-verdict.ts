import type { RawReason } from '../../protocol/links.ts';

/** What a request says about who sent it. Header names in lower case. */
export type Hit = {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  isPreviewBot: boolean;
};

/**
 * Why a hit is no human click, or null when it is one. A hit that is none sets no cookie and uses
 * nothing up; it is kept as a raw click.
 */
export function rawReasonOf({ method, headers, isPreviewBot }: Hit): RawReason | null {
  if (method === 'HEAD') return 'head';
  if (PURPOSE_HEADERS.some((name) => isAhead(headers[name]))) return 'prefetch';
  return isPreviewBot ? 'bot' : null;
}

/** Where browsers say that nobody has asked yet (the last three are of older ones). */
const PURPOSE_HEADERS = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'] as const;

function isAhead(value: string | string[] | undefined): boolean {
  return value !== undefined && /prefetch|prerender|preview/i.test(String(value));
}
