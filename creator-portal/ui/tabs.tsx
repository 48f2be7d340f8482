import { Link } from '@tanstack/react-router';
import { classNames } from './class-names.ts';

/** Tabs whose choice is in the URL, so they are links: they can be shared, opened aside, gone back to. */
export function LinkTabs<Tab extends string>(tabs: {
  label: string;
  tabs: readonly { id: Tab; text: string }[];
  current: Tab;
  /** The search parameter that holds the choice. */
  param: string;
}) {
  return (
    <nav
      aria-label={tabs.label}
      className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1">
        {tabs.tabs.map((tab) => (
          <li key={tab.id}>
            <Link
              to="."
              search={(old: Record<string, unknown>) => ({ ...old, [tabs.param]: tab.id })}
              replace
              resetScroll={false}
              aria-current={tab.id === tabs.current ? 'page' : undefined}
              className={classNames(
                'block border-b-2 px-3 py-2.5 font-medium whitespace-nowrap',
                tab.id === tabs.current
                  ? 'border-ink text-ink'
                  : 'border-transparent text-ink-soft hover:text-ink',
              )}
            >
              {tab.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A few exclusive choices side by side, also in the URL. */
export function LinkChips<Chip extends string | number>(chips: {
  label: string;
  chips: readonly { id: Chip; text: string }[];
  current: Chip;
  param: string;
}) {
  return (
    <nav aria-label={chips.label}>
      <ul className="inline-flex flex-wrap gap-1 rounded-sm bg-sunken p-1">
        {chips.chips.map((chip) => (
          <li key={chip.id}>
            <Link
              to="."
              search={(old: Record<string, unknown>) => ({ ...old, [chips.param]: chip.id })}
              replace
              resetScroll={false}
              aria-current={chip.id === chips.current ? 'true' : undefined}
              className={classNames(
                'block rounded-sm px-2.5 py-1 text-sm font-medium',
                chip.id === chips.current ? 'bg-surface text-ink' : 'text-ink-soft hover:text-ink',
              )}
            >
              {chip.text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
