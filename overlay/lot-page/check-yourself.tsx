/** @jsxImportSource preact */
import type { LotView } from '../../server/protocol/lines.ts';

/** The same check for whoever would rather not have it done by a page of ours. */
export function CheckYourself({ lot, slug }: { lot: LotView; slug: string }) {
  return (
    <section aria-labelledby="yourself-heading">
      <h2 id="yourself-heading">How to check it yourself</h2>
      <p>
        Save <a href={`/d/${slug}/lot.txt`}>the entries</a> as <code>lot.txt</code>, and this beside
        it as <code>check.mjs</code>; then run <code>node check.mjs</code>. It needs nothing of
        ours.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre class="entries" tabIndex={0}>
        {scriptFor(lot)}
      </pre>
    </section>
  );
}

/** Ten lines; a test runs them. */
export function scriptFor({ seed, seedHash, entriesHash }: LotView): string {
  return `import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
const seed = '${seed}';
const entries = readFileSync('lot.txt', 'utf8').trim().split('\\n');
const hash = (text) => createHash('sha256').update(text).digest('hex');
const lot = (entry) => createHmac('sha256', seed).update(entry).digest('hex');
const order = [...entries].sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
console.log('seed', hash(seed) === '${seedHash}');
console.log('entries', hash([...entries].sort().join('\\n')) === '${entriesHash}');
console.log('order', order.join() === entries.join());`;
}
