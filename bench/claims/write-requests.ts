import { packClaimToken } from '../../server/claims/rules/claim-token.ts';
import { customerKeyOf } from '../../server/claims/rules/customer-key.ts';
import { newVisitor } from '../../server/links/new-visitor.ts';
import { newId, newSecret } from '../../server/platform/ids.ts';
import { signToken } from '../../server/platform/signed-token.ts';
import { VISITOR_COOKIE } from '../../server/protocol/links.ts';
import { type ClaimedDrop, keyringOf } from './claimed-drop.ts';

/**
 * Whole HTTP requests to claim one unit, each by a visitor of its own with a token that is theirs,
 * with the headers that a browser sends from the drop's page.
 */
export function writeRequests(
  { secret, url }: { secret: Buffer; url: string },
  { token, skuId }: ClaimedDrop,
  count: number,
): string[] {
  const { host, origin, pathname } = new URL(url);
  const keyring = keyringOf(secret);
  return Array.from({ length: count }, () => {
    const { id: visitorId, secret: cookie } = newVisitor(new Date());
    const jti = newId(new Date(token.issuedAt));
    const own = { ...token, jti, visitorId, customerKey: customerKeyOf({ visitorId }) };
    const body = JSON.stringify({
      token: signToken(keyring, 'claim-token', packClaimToken(own)),
      items: [{ skuId, quantity: 1 }],
      idempotencyKey: newSecret(128),
    });
    return [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${origin}`,
      'Sec-Fetch-Site: same-origin',
      'User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36',
      'Accept: */*',
      'Accept-Language: en',
      `Cookie: ${VISITOR_COOKIE}=${cookie}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  });
}
