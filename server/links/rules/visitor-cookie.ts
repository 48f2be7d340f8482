import { hash } from 'node:crypto';
import { VISITOR_COOKIE } from '../../protocol/links.ts';

/**
 * A browser that follows links. What its cookie holds is its secret; its id is made from that and may
 * be read by others, in a click's text for instance: nobody gets from it to the cookie.
 */
export type Visitor = { id: string; secret: string };

/**
 * The time, then half of a SHA-256. The time brings the clicks of new visitors side by side in every
 * index: with chance alone each would write a page of its own, and four times as much to the disk.
 */
export function visitorOf(secret: string): Visitor {
  const digest = hash('sha256', secret, 'base64url').slice(0, CHANCE_LENGTH);
  return { id: secret.slice(0, TIME_LENGTH) + digest, secret };
}

/** The visitor that a Cookie header names, or null: missing or not of our making. */
export function readVisitor(cookieHeader: string | undefined): Visitor | null {
  const secret = cookieHeader && VISITOR.exec(cookieHeader)?.[1];
  return secret ? visitorOf(secret) : null;
}

/**
 * The Set-Cookie header for a visitor, out of reach of scripts and frames: 90 days from now. Whoever
 * refuses to be measured keeps one until the browser closes, for a claim has to be found again.
 */
export function visitorCookie(
  { secret }: Visitor,
  { isSecure, isBrief = false }: { isSecure: boolean; isBrief?: boolean },
): string {
  const secure = isSecure ? '; Secure' : '';
  const life = isBrief ? '' : `; Max-Age=${LIFE_SECONDS}`;
  return `${VISITOR_COOKIE}=${secret}; Path=/${life}; HttpOnly; SameSite=Lax${secure}`;
}

const LIFE_SECONDS = 90 * 86_400;
const TIME_LENGTH = 10;
/** 128 bits in base64url. */
const CHANCE_LENGTH = 22;

const VISITOR = new RegExp(
  `(?:^|;\\s*)${VISITOR_COOKIE}=([0-9a-z]{${TIME_LENGTH}}[A-Za-z0-9_-]{${CHANCE_LENGTH}})(?:;|$)`,
);
