import type { DropClaims } from '../../server/protocol/live-events.ts';
import { type View, write } from './build-view.ts';

/** While units go, the hub tells so every second; what it no longer tells is no longer said. */
const BELIEVED_MS = 5_000;

/** What was claimed lately, as sums: nobody is named, and nothing is said when nothing was. */
export function createClaimsTicker(view: View) {
  let silence: ReturnType<typeof setTimeout> | undefined;

  function draw(text: string): void {
    clearTimeout(silence);
    view.stage.dataset.ticking = String(text !== '');
    write(view.claims, text);
    if (text) silence = setTimeout(() => draw(''), BELIEVED_MS);
  }

  return {
    hear: (claims: DropClaims) => draw(claimsText(claims)),
    clear: () => draw(''),
  };
}

function claimsText({ units, perMinute }: DropClaims): string {
  if (perMinute <= 0) return '';
  return units > 0 ? `+${units} · ${perMinute} in a minute` : `${perMinute} in the last minute`;
}
