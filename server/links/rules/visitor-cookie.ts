import { VISITOR_COOKIE } from '../../protocol/links.ts';

/** The visitor that a Cookie header names, or null: missing or not of our making. */
export function readVisitorId(cookieHeader: string | undefined): string | null {
  if (!cookieHeader) return null;
  return VISITOR.exec(cookieHeader)?.[1] ?? null;
}

/** The Set-Cookie header for a visitor: 90 days from now, out of reach of scripts and frames. */
export function visitorCookie(visitorId: string, { isSecure }: { isSecure: boolean }): string {
  const secure = isSecure ? '; Secure' : '';
  return `${VISITOR_COOKIE}=${visitorId}; Path=/; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

const LIFE_SECONDS = 90 * 86_400;

/** 128 random bits in base64url are 22 characters. */
const VISITOR = new RegExp(`(?:^|;\\s*)${VISITOR_COOKIE}=([A-Za-z0-9_-]{22})(?:;|$)`);
