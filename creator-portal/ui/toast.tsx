import { useSyncExternalStore } from 'react';

type Toast = { id: number; text: string };

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Confirms in passing that something was done. Errors never go here: they stay where they arose. */
export function toast(text: string) {
  lastId += 1;
  const id = lastId;
  show([...toasts, { id, text }]);
  setTimeout(() => show(toasts.filter((other) => other.id !== id)), 4000);
}

/** Where toasts appear; one per page. */
export function Toaster() {
  const shown = useSyncExternalStore(listen, () => toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex flex-col items-center gap-2 px-4 lg:bottom-6"
    >
      {shown.map(({ id, text }) => (
        <p key={id} className="rounded-sm bg-ink px-4 py-2.5 font-medium text-paper">
          {text}
        </p>
      ))}
    </div>
  );
}

function show(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
