import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A button that opens a small panel below itself. Escape, a choice or a press elsewhere closes it. */
export function Disclosure(disclosure: { label: string; button: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      buttonRef.current?.focus();
    };
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('keydown', onKey);
    };
  }, [open]);
  const closeAfterLink = (target: EventTarget) => {
    if (target instanceof Element && target.closest('a')) setOpen(false);
  };
  return (
    <div ref={ref} className="relative min-w-0 flex-1">
      <button
        ref={buttonRef}
        type="button"
        aria-expanded={open}
        title={disclosure.label}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full min-w-0 items-center gap-2 rounded-sm px-2 hover:bg-sunken"
      >
        {disclosure.button}
      </button>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for its links' clicks
        // biome-ignore lint/a11y/useKeyWithClickEvents: a link's click is also its Enter key
        <div
          className="absolute top-full left-0 z-40 mt-1 w-72 rounded-lg border border-line bg-surface p-2 shadow-lg"
          onClick={(event) => closeAfterLink(event.target)}
        >
          {disclosure.children}
        </div>
      )}
    </div>
  );
}
