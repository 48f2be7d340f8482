import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';

/**
 * A part of a form that most people leave as it is; open from the start when something is set in it.
 * It opens by itself when something comes up in it, but only its reader closes it.
 */
export function Folded(part: { title: string; isOpen: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(part.isOpen);
  useEffect(() => {
    if (part.isOpen) setOpen(true);
  }, [part.isOpen]);
  return (
    <details
      className="group rounded-lg border border-line bg-surface"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-12 list-none items-center gap-2 px-4 font-semibold sm:px-5">
        <ChevronRight
          aria-hidden="true"
          size={16}
          className="text-ink-soft transition-transform group-open:rotate-90"
        />
        {part.title}
      </summary>
      <div className="space-y-4 border-t border-line p-4 sm:p-5">{part.children}</div>
    </details>
  );
}
