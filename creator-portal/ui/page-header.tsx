import { type ReactNode, useEffect, useRef } from 'react';

/**
 * The page's one `h1`, what it is about in a line, and its one primary action. Focus moves to the
 * heading when the page opens, so that keyboard and screen reader start at the top of what is new.
 */
export function PageHeader(header: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  badge?: ReactNode;
}) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${header.title} · Dropcast`;
  }, [header.title]);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-3">
          <h1
            ref={ref}
            tabIndex={-1}
            className="text-2xl font-semibold tracking-tight text-balance"
          >
            <span className="marked">{header.title}</span>
          </h1>
          {header.badge}
        </div>
        {header.lead && <p className="mt-1.5 max-w-prose text-ink-soft">{header.lead}</p>}
      </div>
      {header.action && <div className="flex flex-wrap items-center gap-2">{header.action}</div>}
    </header>
  );
}

/** A part of a page with its heading. */
export function Section(section: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mt-8">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-lg font-semibold">{section.title}</h2>
          {section.lead && <p className="text-sm text-ink-soft">{section.lead}</p>}
        </div>
        {section.action}
      </div>
      {section.children}
    </section>
  );
}
