import { resolveTxt } from 'node:dns/promises';
import type { Hub } from '../platform/hub.ts';
import { openOutward } from '../platform/post-outward.ts';
import { Problem } from '../platform/problem.ts';
import { NotPublic } from '../platform/public-address.ts';
import type { HostView } from '../protocol/links.ts';
import { findBrandHost, saveCheck } from './hosts.store.ts';
import { presentHost } from './present-host.ts';
import { proofPlaces } from './rules/host-name.ts';

/** Where proofs are looked for. Tests bring their own answers. */
export type ProofSources = {
  /** All TXT records of a name, each as one text. */
  txt: (name: string) => Promise<string[]>;
  /** A page by https, with its status; only of public addresses, and without following redirects. */
  file: (url: string) => Promise<{ status: number; body: string }>;
};

const THE_INTERNET: ProofSources = {
  txt: async (name) => (await resolveTxt(name)).map((parts) => parts.join('')),
  file: (url) => openOutward().get(url),
};

/**
 * Looks whether a brand shows that a host is theirs: in a TXT record, else in a file. What was verified
 * stays so until it is removed. The answer says what was found instead. Throws `not_found`.
 */
export async function verifyHost(
  { db, clock }: Pick<Hub, 'db' | 'clock'>,
  given: { brandId: string; hostId: string },
  sources: ProofSources = THE_INTERNET,
): Promise<HostView> {
  const row = await findBrandHost(db, given);
  if (!row) throw new Problem('not_found');
  const { text, txtName, fileUrl } = proofPlaces(row.host, row.token);
  const inDns = await sources.txt(txtName).catch(() => []);
  const isInDns = inDns.some((record) => record.trim() === text);
  const file = isInDns ? null : await lookAtFile(sources, { url: fileUrl, text });
  const now = clock.now();
  const isShown = isInDns || file?.isRight === true;
  await saveCheck(db, row.id, {
    checkedAt: now,
    problem: isShown ? null : `No such TXT record at ${txtName}. ${file?.problem ?? ''}`.trim(),
    ...(isShown && row.verifiedAt === null
      ? { verifiedAt: now, method: isInDns ? ('dns' as const) : ('file' as const) }
      : {}),
  });
  const checked = await findBrandHost(db, given);
  if (!checked) throw new Problem('not_found');
  return presentHost(checked);
}

async function lookAtFile(
  { file }: ProofSources,
  { url, text }: { url: string; text: string },
): Promise<{ isRight: boolean; problem: string }> {
  try {
    const { status, body } = await file(url);
    if (status !== 200) return { isRight: false, problem: `${url} answers with ${status}.` };
    const isRight = body.split(/\r?\n/).some((line) => line.trim() === text);
    return { isRight, problem: `${url} is there and does not hold the text.` };
  } catch (error) {
    const why = error instanceof NotPublic ? ` ${error.message}` : '';
    return { isRight: false, problem: `${url} did not answer.${why}` };
  }
}
