/** @jsxImportSource preact */
import type { LotPageFacts } from '../../server/protocol/viewer-pages.ts';
import { Moment } from '../viewer-page/moment.tsx';
import { numberText } from '../viewer-page/page-text.ts';
import { RehearsalMark } from '../viewer-page/rehearsal-mark.tsx';
import { CheckYourself } from './check-yourself.tsx';

type Shown = LotPageFacts & { now: number };

/**
 * The page of a lot. It reads without scripts; with them it checks itself. The elements with an id
 * are those that the script writes into.
 */
export function LotPage(facts: Shown) {
  const { brandName, title, slug, isDraw, lot, now, closesAt } = facts;
  return (
    <div class="page">
      <header class="top">
        <span class="top-brand">{brandName}</span>
      </header>
      <RehearsalMark isShown={facts.isRehearsal} text="These lots decide over nothing real." />
      <main class="lot">
        <p>
          <a href={`/d/${slug}`}>Back to “{title}”</a>
        </p>
        <h1>{isDraw ? 'How units are drawn' : 'How the line is shuffled'}</h1>
        <p>
          A secret seed was made at <Moment at={lot.committedAt} now={now} isLocal={false} />,
          before anybody could enter, and its hash was published. The seed and the list of entries
          decide the order alone, so that nobody could choose who is first: not the brand, not the
          creator, not a viewer.
        </p>
        {lot.drawnAt === null ? (
          <p class="notice is-good" role="status">
            {now < closesAt ? 'Entries close at ' : 'Entries closed at '}
            <Moment at={closesAt} now={now} isLocal={false} />. Then the seed and all entries are
            published here. Note the hash now, and compare it then.
          </p>
        ) : (
          <Checks {...facts} />
        )}
        <dl class="lot-facts">
          <dt>SHA-256 of the seed, published before</dt>
          <dd>
            <code>{lot.seedHash}</code>
          </dd>
          {lot.drawnAt !== null && <DrawnFacts {...facts} />}
        </dl>
        {lot.drawnAt !== null && (
          <>
            <Entries {...facts} />
            <CheckYourself lot={lot} slug={slug} />
          </>
        )}
      </main>
    </div>
  );
}

function Checks({ lot }: Shown) {
  return (
    <section aria-labelledby="checks-heading">
      <h2 id="checks-heading">Checked by your own browser</h2>
      <p id="checks-state" class="soft" role="status">
        Turn on JavaScript, and your browser computes all of it again.
      </p>
      <ul class="checks">
        <li id="check-seed">The seed has the hash that was published before</li>
        <li id="check-entries">
          The {numberText(lot.entryCount)} entries are those of the moment when entries closed
        </li>
        <li id="check-order">Every place in the order is the one that the seed gives</li>
        <li id="check-own" hidden />
      </ul>
    </section>
  );
}

function DrawnFacts({ lot, isDraw, now }: Shown) {
  return (
    <>
      <dt>Seed, published when lots were drawn</dt>
      <dd>
        <code>{lot.seed}</code>
      </dd>
      <dt>SHA-256 of all entries, sorted, one a line</dt>
      <dd>
        <code>{lot.entriesHash}</code>
      </dd>
      <dt>Drawn at</dt>
      <dd>{lot.drawnAt !== null && <Moment at={lot.drawnAt} now={now} isLocal={false} />}</dd>
      <dt>Entries</dt>
      <dd>{numberText(lot.entryCount)}</dd>
      {isDraw && (
        <>
          <dt>Units were offered so far to</dt>
          <dd>
            {lot.winners === 0
              ? 'nobody yet'
              : lot.winners === 1
                ? 'the first'
                : `the first ${numberText(lot.winners)}`}
          </dd>
        </>
      )}
    </>
  );
}

function Entries({ lot, slug }: Shown) {
  return (
    <section aria-labelledby="entries-heading">
      <h2 id="entries-heading">Entries in their order</h2>
      <p class="soft">
        One a line, first one first; <a href={`/d/${slug}/lot.txt`}>the same as plain text</a>. An
        entry names nobody: only its owner knows which one is theirs.
      </p>
      <p id="own-entry" hidden />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre id="entries" class="entries" tabIndex={0}>
        {lot.entries.join('\n')}
      </pre>
    </section>
  );
}
