import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Ellipsis, type LucideIcon, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MeView } from '../../server/protocol/accounts.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton, RowsSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { Mark } from './mark.tsx';
import { Palette } from './palette.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { useKeys } from './use-keys.ts';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

export type NavItem = { to: string; text: string; icon: LucideIcon };
export type OpenWorkspace = { name: string; kind: string; path: string };

/** The frame of a workspace: pages at the side on a desktop, at the thumb on a phone. */
export function Shell(shell: {
  me: MeView;
  items: NavItem[];
  workspace: OpenWorkspace;
  timeZone: string;
  isDemo?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState<'palette' | 'keys' | 'more' | null>(null);
  const close = () => setOpen(null);
  useKeys({ onPalette: () => setOpen('palette'), onHelp: () => setOpen('keys') });
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <header className="sticky top-0 z-30 print:hidden lg:relative lg:border-r lg:border-line">
        <div className="flex items-center gap-2 border-b border-line bg-paper px-3 py-2 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-4 lg:border-b-0 lg:p-3">
          <div className="flex min-w-0 flex-1 items-center gap-2 lg:flex-none">
            <Mark />
            <WorkspaceSwitcher me={shell.me} workspace={shell.workspace} />
          </div>
          <IconButton
            label={say.shell.palette}
            className="lg:hidden"
            onClick={() => setOpen('palette')}
          >
            <Search aria-hidden="true" size={18} />
          </IconButton>
          <button
            type="button"
            onClick={() => setOpen('palette')}
            className="hidden min-h-9 items-center gap-2 rounded-sm border border-line px-2.5 text-sm text-ink-soft hover:border-line-strong lg:flex"
          >
            <Search aria-hidden="true" size={15} />
            {say.shell.palette}
            <kbd className="ml-auto font-sans text-xs">⌘K</kbd>
          </button>
          <nav aria-label={say.shell.nav} className="hidden lg:block">
            <ul className="space-y-0.5">
              {shell.items.map((item) => (
                <li key={item.to}>
                  <SideLink item={item} root={shell.workspace.path} />
                </li>
              ))}
            </ul>
          </nav>
          <p className="mt-auto hidden text-xs text-ink-soft lg:block">
            {shell.isDemo && (
              <span className="mb-2 block">
                <Badge tone="warn">{say.shell.demoNote}</Badge>
              </span>
            )}
            {say.shell.zone(shell.timeZone)}
          </p>
        </div>
      </header>

      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 px-4 pt-6 pb-28 sm:px-6 lg:px-10 lg:pt-9 lg:pb-16"
      >
        {shell.children}
        <p className="mt-10 text-xs text-ink-soft lg:hidden">{say.shell.zone(shell.timeZone)}</p>
      </main>

      <nav
        aria-label={say.shell.nav}
        className="fixed inset-x-0 bottom-0 z-30 print:hidden border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <ul className="mx-auto grid max-w-xl grid-cols-5">
          {shell.items.slice(0, 4).map((item) => (
            <li key={item.to}>
              <ThumbLink item={item} root={shell.workspace.path} />
            </li>
          ))}
          <li>
            <button type="button" className={THUMB} onClick={() => setOpen('more')}>
              <span className="py-0.5">
                <Ellipsis aria-hidden="true" size={20} />
              </span>
              {say.shell.menu}
            </button>
          </li>
        </ul>
      </nav>

      {open === 'palette' && <Palette items={shell.items} me={shell.me} onClose={close} />}
      {open === 'keys' && <ShortcutList onClose={close} />}
      {open === 'more' && (
        <Dialog title={shell.workspace.name} onClose={close}>
          <ul className="space-y-1">
            {shell.items.map((item) => (
              <li key={item.to}>
                <SideLink item={item} root={shell.workspace.path} onGo={close} />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}

/** The frame while it is not yet known who is signed in, or why that cannot be known. */
export function ShellSkeleton({ query }: { query: UseQueryResult<MeView, unknown> }) {
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-9 sm:px-6 lg:pl-64">
      <Loaded
        query={query}
        skeleton={
          <div className="space-y-6">
            <BlockSkeleton className="h-9 w-56" />
            <TilesSkeleton tiles={4} />
            <RowsSkeleton rows={5} />
          </div>
        }
      >
        {() => null}
      </Loaded>
    </main>
  );
}

type NavLinkProps = { item: NavItem; root: string; onGo?: () => void };

function SideLink({ item, root, onGo }: NavLinkProps) {
  const current = useIsCurrent(item.to, root);
  return (
    <Link
      to={item.to}
      {...(onGo ? { onClick: onGo } : {})}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 font-medium',
        current ? 'bg-accent text-accent-ink' : 'text-ink-soft hover:bg-sunken hover:text-ink',
      )}
    >
      <item.icon aria-hidden="true" size={17} />
      {item.text}
    </Link>
  );
}

const THUMB =
  'flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-soft';

function ThumbLink({ item, root }: NavLinkProps) {
  const current = useIsCurrent(item.to, root);
  return (
    <Link
      to={item.to}
      aria-current={current ? 'page' : undefined}
      className={classNames(THUMB, current && 'text-ink')}
    >
      <span
        className={classNames('rounded-sm px-3 py-0.5', current && 'bg-accent text-accent-ink')}
      >
        <item.icon aria-hidden="true" size={20} />
      </span>
      {item.text}
    </Link>
  );
}

/** A page is current on its own address and below it; the first page only on its own. */
function useIsCurrent(to: string, root: string): boolean {
  const { pathname } = useLocation();
  const path = pathname.replace(/\/$/, '');
  return to === root ? path === root : path === to || path.startsWith(`${to}/`);
}
