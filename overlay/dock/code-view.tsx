/** @jsxImportSource preact */

import type { DockGoneWhy } from '../../server/protocol/dock.ts';
import { Countdown } from '../viewer-page/countdown.tsx';
import { keptKey } from './kept-key.ts';
import type { Acts, Stand } from './run-dock.ts';

const REFUSALS = {
  unknown: 'The hub knows no dock with the key of this address.',
  revoked: 'This dock was signed out in the portal.',
  expired: 'This dock was not used for 90 days, so it was signed out.',
} as const satisfies Record<DockGoneWhy, string>;

/** How this dock is signed in: a code for the portal, where the creator already is. */
export function CodeView({ stand, acts }: { stand: Stand; acts: Acts }) {
  const { kept, refused, choice, isOnline, now } = stand;
  const clock = { now, isSure: stand.isTimeSure, drawnAt: now() };
  if (choice) return <WhichDock choice={choice} acts={acts} />;
  return (
    <main class="dock-main code-view">
      <h1>Sign in this dock</h1>
      {!isOnline && <Offline />}
      {refused !== null ? (
        <>
          <p class="notice is-warn" role="alert">
            {REFUSALS[refused]}
          </p>
          <button type="button" class="button is-primary" onClick={acts.signInAgain}>
            {keptKey() === null ? 'Get a new code' : 'Open the dock of this browser'}
          </button>
        </>
      ) : kept?.code !== undefined ? (
        <>
          <p>
            On any device where you are signed in, open <strong>{location.host}/app/dock</strong>{' '}
            and type this code.
          </p>
          <p class="code" role="status">
            <span class="sr-only">Code: </span>
            {kept.code}
          </p>
          <p class="soft fine">
            A new one comes in <Countdown until={kept.codeUntil ?? 0} clock={clock} />. Nobody but
            you needs it: type only a code that you see on your own screen.
          </p>
        </>
      ) : (
        <p class="soft" role="status">
          One moment …
        </p>
      )}
    </main>
  );
}

/** The address is that of another dock than the one of this browser: its user decides. */
function WhichDock({
  choice: { own, other },
  acts,
}: {
  choice: NonNullable<Stand['choice']>;
  acts: Acts;
}) {
  return (
    <main class="dock-main code-view">
      <h1>Which dock?</h1>
      <p role="status">
        This browser has the dock <strong>{own.name}</strong> of {own.creatorName}. The address that
        you opened is that of <strong>{other.name}</strong> of {other.creatorName}.
      </p>
      <button type="button" class="button is-primary" onClick={() => acts.choose('own')}>
        Keep {own.name}
      </button>
      <button type="button" class="button" onClick={() => acts.choose('other')}>
        Use {other.name} instead
      </button>
    </main>
  );
}

export function Offline() {
  return (
    <p class="notice is-bad" role="alert">
      No connection to the hub. Nothing can be steered until it is back.
    </p>
  );
}
