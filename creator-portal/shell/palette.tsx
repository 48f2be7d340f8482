import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import type { MeView } from '../../server/protocol/accounts.ts';
import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import type { NavItem } from './shell.tsx';

type Place = { to: string; text: string };

/** Goes anywhere by typing: pages of this workspace, and the other workspaces. */
export function Palette(palette: { items: NavItem[]; me: MeView; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const listId = useId();
  const found = placesOf(palette.items, palette.me).filter(({ text }) =>
    text.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const go = (place: Place | undefined) => {
    if (!place) return;
    palette.onClose();
    void navigate({ to: place.to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((old) => Math.max(0, Math.min(found.length - 1, old + step)));
    }
    if (event.key === 'Enter') go(found[at]);
  };
  return (
    <Dialog title={say.shell.palette} onClose={palette.onClose}>
      <TextField
        label={say.shell.paletteHint}
        value={typed}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="mt-4 text-ink-soft">{say.shell.paletteNone}</p>}
      <div id={listId} role="listbox" aria-label={say.shell.palette} className="mt-3 space-y-0.5">
        {found.map((place, index) => (
          <button
            key={place.to}
            id={`${listId}-${index}`}
            type="button"
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={classNames(
              'block w-full rounded-sm px-3 py-2 text-left font-medium',
              index === at ? 'bg-accent text-accent-ink' : 'hover:bg-sunken',
            )}
            onClick={() => go(place)}
          >
            {place.text}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

function placesOf(items: NavItem[], me: MeView): Place[] {
  const brands = me.brands.flatMap((brand) => [
    { to: `/brands/${brand.slug}`, text: brand.name },
    { to: `/brands/${brand.slug}/drops/new`, text: `${say.pages.newDrop} (${brand.name})` },
  ]);
  return [
    ...items,
    ...brands,
    ...(me.creator ? [{ to: '/creator', text: me.creator.displayName }] : []),
    { to: '/welcome', text: say.shell.addWorkspace },
  ].filter((place, at, all) => all.findIndex((other) => other.to === place.to) === at);
}
