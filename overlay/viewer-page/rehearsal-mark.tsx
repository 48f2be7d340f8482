/** @jsxImportSource preact */

/** What every page of a rehearsal begins with. People may join in, and must know what it is. */
export function RehearsalMark({ isShown, text }: { isShown: boolean; text?: string }) {
  return isShown ? (
    <aside class="rehearsal" aria-label="Rehearsal">
      <strong>Rehearsal</strong>
      <p>
        {text ??
          'A simulated audience plays this drop. Join in if you like: nothing is sent, and no card is charged.'}
      </p>
    </aside>
  ) : null;
}

/** A tab, a chat or a feed says it first. */
export function rehearsalWord({ isRehearsal }: { isRehearsal: boolean }): string {
  return isRehearsal ? 'Rehearsal: ' : '';
}
