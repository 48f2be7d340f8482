import type { Hub } from '../platform/hub.ts';
import { readToken, signToken } from '../platform/signed-token.ts';
import { type ClickFacts, packClick, unpackClick } from './rules/click-id.ts';

/**
 * What a signed click id says, or null when this hub did not sign it. Only the signature is
 * checked, no query is made: attribution outlives the cookie, every cache and the click's own row.
 */
export function readClick({ keyring }: Pick<Hub, 'keyring'>, click: string): ClickFacts | null {
  if (click.length > LONGEST) return null;
  const text = readToken(keyring, PURPOSE, click);
  return text === null ? null : unpackClick(text);
}

/** The signed, self-contained click id of one click. */
export function signClick({ keyring }: Pick<Hub, 'keyring'>, click: ClickFacts): string {
  return signToken(keyring, PURPOSE, packClick(click));
}

const PURPOSE = 'click';
const LONGEST = 500;
