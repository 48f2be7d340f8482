import { randomInt } from 'node:crypto';
import { queueMail } from '../mail/queue-mail.ts';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import { inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { hashesOfCode } from './hash-code.ts';
import { countProofsSince, findDropOfMail, insertProof } from './proofs.store.ts';
import { proofCodeMail } from './write-mails.ts';

const CODE_LIFE_MS = 10 * 60_000;
/** So many mails may go to one address in a quarter of an hour, whoever asks for them. */
const MOST_MAILS = 5;
const MAIL_WINDOW_MS = 15 * 60_000;

/**
 * Mails six digits to an address, with which its reader proves on a drop's page that it is theirs. The
 * answer says nothing about the address: whether it belongs to an audience is told to its owner alone.
 * Throws `not_found` for an unknown drop and `too_many_requests`.
 */
export async function sendProofCode(
  hub: Hub,
  { dropSlug, email }: { dropSlug: string; email: string },
): Promise<{ expiresAt: number }> {
  const drop = await findDropOfMail(hub.db, dropSlug);
  if (!drop) throw new Problem('not_found');
  const emailKey = normaliseEmail(email);
  const createdAt = hub.clock.now();
  const expiresAt = new Date(createdAt.getTime() + CODE_LIFE_MS);
  const since = new Date(createdAt.getTime() - MAIL_WINDOW_MS);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const id = newId(createdAt);
  const [codeHash] = hashesOfCode(hub, { proofId: id, code });
  await inTransaction(hub.db, async (tx) => {
    await insertProof(tx, { id, emailKey, codeHash, createdAt, expiresAt });
    if ((await countProofsSince(tx, emailKey, since)) > MOST_MAILS) {
      throw new Problem('too_many_requests', { retryAfterSeconds: MAIL_WINDOW_MS / 1000 });
    }
    const mail = proofCodeMail({
      email,
      code,
      brandName: drop.brand.name,
      dropTitle: drop.title,
      url: `${hub.publicUrl}/d/${drop.slug}`,
    });
    await queueMail(tx, { ...mail, at: createdAt });
  });
  return { expiresAt: expiresAt.getTime() };
}
