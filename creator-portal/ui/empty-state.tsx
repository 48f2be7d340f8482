import type { ReactNode } from 'react';

/** Nothing here yet: what this place is for, and the one thing to do about it. */
export function EmptyState(empty: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong px-6 py-8 sm:px-10">
      {empty.icon && (
        <span aria-hidden="true" className="rounded-sm bg-accent p-2 text-accent-ink">
          {empty.icon}
        </span>
      )}
      <h2 className="text-lg font-semibold">{empty.title}</h2>
      <div className="max-w-prose text-ink-soft">{empty.children}</div>
      {empty.action}
    </div>
  );
}
