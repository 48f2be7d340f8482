import { useEffect } from 'react';

/**
 * The keyboard of every workspace page. Pages take part by marking elements: `data-row` for rows,
 * `data-search` for the search field, `data-create` for the one thing that can be made here.
 */
export function useKeys({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isBusyElsewhere(event.target)) return;
      const act = ACTIONS[event.key] ?? (event.key === '?' ? onHelp : null);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onPalette, onHelp]);
}

const ACTIONS: Record<string, () => void> = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
  c: () => document.querySelector<HTMLElement>('[data-create]')?.click(),
};

/** Somebody is typing, or a dialog is open: the keys belong to it. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
}

/** Moves focus to the first control of the next or previous row. */
function moveRow(by: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[current === -1 ? (by === 1 ? 0 : rows.length - 1) : current + by];
  next?.querySelector<HTMLElement>('a, button, summary')?.focus();
}
