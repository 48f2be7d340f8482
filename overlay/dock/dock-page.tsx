/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Desk, DeskDrop } from '../../server/protocol/dock.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { CodeView, Offline } from './code-view.tsx';
import { PinView } from './pin-view.tsx';
import { QuestionsView } from './questions-view.tsx';
import type { Acts, Stand } from './run-dock.ts';
import { PHASE_WORDS, StatusLine } from './status-line.tsx';
import { SteerView } from './steer-view.tsx';

/** What every part of a signed-in dock is drawn from. */
export type ViewProps = {
  stand: Stand;
  acts: Acts;
  drop: DeskDrop;
  state: DropStateMessage;
  /** A command can be given now. */
  isReady: boolean;
};

const VIEWS = [
  ['steer', 'Steer', SteerView],
  ['pin', 'Pin', PinView],
  ['questions', 'Q&A', QuestionsView],
] as const;

/** The dock: what stands, and what can be done about it. */
export function DockPage({ stand, acts }: { stand: Stand; acts: Acts }) {
  const [view, setView] = useState<(typeof VIEWS)[number][0]>('steer');
  const { desk, state, isOnline, pending } = stand;
  if (!stand.isSignedIn) return <CodeView stand={stand} acts={acts} />;
  if (desk === null) {
    return (
      <main class="dock-main">
        <h1>Dock</h1>
        {isOnline ? <p class="soft">One moment …</p> : <Offline />}
      </main>
    );
  }
  const { drop } = desk;
  const [, , View] = VIEWS.find(([id]) => id === view) ?? VIEWS[0];
  const isReady = isOnline && pending === null;
  return (
    <>
      <DockHead desk={desk} acts={acts} />
      <main class="dock-main">
        {!isOnline && <Offline />}
        {drop && state ? (
          <>
            <StatusLine
              {...{ desk, state, isOnline }}
              now={stand.now}
              isTimeSure={stand.isTimeSure}
            />
            <p class={`said${stand.said ? ` is-${stand.said.tone}` : ''}`} role="status">
              {pending === null ? stand.said?.text : 'Sending …'}
            </p>
            <View {...{ stand, acts, drop, state, isReady }} />
          </>
        ) : (
          <p class="soft">
            {drop ? 'One moment …' : 'No drop is planned with you. It appears here by itself.'}
          </p>
        )}
      </main>
      {drop && (
        <nav class="dock-nav" aria-label="Parts of the dock">
          {VIEWS.map(([id, text]) => (
            <button
              key={id}
              type="button"
              aria-current={id === view ? 'page' : undefined}
              onClick={() => {
                setView(id);
                acts.hush();
                scrollTo(0, 0);
              }}
            >
              {text}
              {id === 'questions' && waiting(drop) > 0 ? ` (${waiting(drop)})` : ''}
            </button>
          ))}
        </nav>
      )}
    </>
  );
}

function waiting({ questions }: DeskDrop): number {
  return questions.filter(({ isAnswered }) => !isAnswered).length;
}

function DockHead({ desk, acts }: { desk: Desk; acts: Acts }) {
  const { drops, drop } = desk;
  return (
    <header class="dock-head">
      <h1>{drop?.title ?? 'Dock'}</h1>
      {drops.length > 1 && drop && (
        <label class="field">
          <span class="sr-only">Drop</span>
          <select value={drop.id} onChange={(event) => acts.follow(event.currentTarget.value)}>
            {drops.map(({ id, title, phase, isRehearsal }) => (
              <option key={id} value={id}>
                {title} · {isRehearsal ? 'Rehearsal' : PHASE_WORDS[phase]}
              </option>
            ))}
          </select>
        </label>
      )}
    </header>
  );
}
