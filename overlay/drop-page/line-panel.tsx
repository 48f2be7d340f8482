/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PlaceView } from '../../server/protocol/lines.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { Countdown } from '../viewer-page/countdown.tsx';
import { Moment } from '../viewer-page/moment.tsx';
import { Notice } from '../viewer-page/notice.tsx';
import { numberText } from '../viewer-page/page-text.ts';
import { LineForm } from './line-form.tsx';
import type { LineStep } from './line-step.ts';
import type { Choice } from './use-choice.ts';
import type { OwnLine } from './use-line.ts';
import type { DropNow } from './use-live-drop.ts';
import type { Wish } from './use-wish.ts';

export type LinePanelProps = {
  step: LineStep;
  line: OwnLine;
  data: DropPageData;
  drop: DropNow;
  choice: Choice;
  /** What the viewer wants, as for a claim; null in a drop without articles. */
  wish: Wish | null;
};

/** The part of the page for whoever cannot claim now: to join a line, or where they stand in it. */
export function LinePanel(props: LinePanelProps) {
  const { step, line } = props;
  // The address stays while a form is replaced by another one.
  const [email, setEmail] = useState('');
  return (
    <section class="panel line" aria-labelledby={HEADING_ID} aria-live="polite">
      <LastPlace place={line.place} />
      {step.kind === 'join' && (
        <LineForm {...props} line={step.line} own={line} email={email} onEmail={setEmail} />
      )}
      {step.kind === 'in' && <Standing {...props} place={step.place} />}
      {step.kind === 'drawing' && (
        <>
          <h2 id={HEADING_ID}>Lots are being drawn</h2>
          <p>Entries are closed. This page follows by itself.</p>
        </>
      )}
      {line.problem && <Notice tone="bad">{line.problem.message}</Notice>}
    </section>
  );
}

export const HEADING_ID = 'line-heading';

function Standing(props: LinePanelProps & { place: PlaceView }) {
  const { place, line } = props;
  return (
    <>
      <StandingText {...props} />
      {line.isLeaving ? (
        <div class="undo" role="status">
          <span>Leaving the line …</span>
          <button type="button" class="button is-quiet" onClick={line.undo}>
            Undo
          </button>
        </div>
      ) : (
        <button type="button" class="button is-quiet" onClick={line.leave}>
          {place.kind === 'draw' && place.position === null
            ? 'Take back my entry'
            : 'Leave the line'}
        </button>
      )}
    </>
  );
}

function StandingText({ place, data: { view }, drop }: LinePanelProps & { place: PlaceView }) {
  const { position, length, kind } = place;
  const at = (moment: number) => <Moment at={moment} now={drop.drawnAt} isLocal={drop.isAlive} />;
  if (kind === 'draw' && position === null) {
    return (
      <Text heading="You are entered">
        {view.entriesCloseAt !== null && <>Lots are drawn at {at(view.entriesCloseAt)}. </>}
        {countText(length, 'entry so far', 'entries so far')}. Your entry is{' '}
        <a href={`/d/${view.slug}/lot`}>
          <code>{place.lotId.slice(0, 8)}</code>
        </a>
        . Nothing is charged by entering.
      </Text>
    );
  }
  if (kind === 'queue' && place.turnAt === null) {
    return (
      <Text heading="You are in line">
        All places are shuffled at {at(view.facts.startsAt)}, so it does not matter who came first.{' '}
        {length === 1
          ? 'You are the only one so far'
          : countText(length, 'is in line so far', 'are in line so far')}
        .
      </Text>
    );
  }
  const number = `You are number ${numberText(position ?? length)}`;
  if (kind === 'queue' && place.turnAt !== null) {
    return (
      <>
        <Text heading={number}>
          Your turn begins at {at(place.turnAt)}. The button opens by itself.
        </Text>
        <p class="line-clock">
          <Countdown key={place.turnAt} until={place.turnAt} clock={drop} />
        </p>
      </>
    );
  }
  if (kind === 'draw') {
    return (
      <Text heading="Not drawn yet">
        {number} of {numberText(length)} still in line. When somebody who was drawn does not pay in
        time, theirs goes to the next. <a href={`/d/${view.slug}/lot`}>Check the lots</a>.
      </Text>
    );
  }
  return (
    <Text heading={number}>
      {length === 1 ? 'Nobody else waits' : `${numberText(length)} wait`}. Units that come back are
      offered in this order: yours is held for you, and this page says so. Nothing is charged before
      you pay.
    </Text>
  );
}

function Text({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <>
      <h2 id={HEADING_ID}>{heading}</h2>
      <p>{children}</p>
    </>
  );
}

/** What became of the place before, where the next one is asked for. */
function LastPlace({ place }: { place: PlaceView | null }) {
  switch (place?.closeReason) {
    case 'lapsed':
      return <Notice tone="warn">Your offer ran out and went to the next in line.</Notice>;
    case 'left':
      return <Notice tone="good">You have left the line. Nothing was charged.</Notice>;
    case 'not_possible':
      return <Notice tone="warn">Your place could not be served: your limit is reached.</Notice>;
    default:
      return null;
  }
}

function countText(count: number, one: string, many: string): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
