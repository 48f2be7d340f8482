import { Navigate, Outlet } from '@tanstack/react-router';
import {
  AppWindow,
  ChartNoAxesColumn,
  FileText,
  Home,
  Link2,
  Settings,
  SlidersHorizontal,
  Wallet,
} from 'lucide-react';
import { useEffect } from 'react';
import { say } from '../strings.ts';
import { TimeZone } from '../ui/time-zone.ts';
import { type NavItem, Shell, ShellSkeleton } from './shell.tsx';
import { useMe } from './use-me.ts';
import { CreatorWorkspace, rememberWorkspace } from './workspace.ts';

const ITEMS: NavItem[] = [
  { to: '/creator', text: say.pages.home, icon: Home },
  { to: '/creator/links', text: say.pages.links, icon: Link2 },
  { to: '/creator/overlay', text: say.pages.overlay, icon: AppWindow },
  { to: '/creator/dock', text: say.dock.title, icon: SlidersHorizontal },
  { to: '/creator/earnings', text: say.pages.earnings, icon: Wallet },
  { to: '/creator/analytics', text: say.analytics.title, icon: ChartNoAxesColumn },
  { to: '/creator/contracts', text: say.pages.contracts, icon: FileText },
  { to: '/creator/settings', text: say.pages.settings, icon: Settings },
];

/** Everything a creator sees stands in here. */
export function CreatorShell() {
  const me = useMe();
  const creator = me.data?.creator ?? null;
  useEffect(() => {
    if (creator) rememberWorkspace('/creator');
  }, [creator]);
  if (!me.data) return <ShellSkeleton query={me} />;
  if (!creator) return <Navigate to="/welcome" replace />;
  return (
    <CreatorWorkspace value={creator}>
      <TimeZone value={creator.timeZone}>
        <Shell
          me={me.data}
          items={ITEMS}
          workspace={{ name: creator.displayName, kind: say.shell.asCreator, path: '/creator' }}
          timeZone={creator.timeZone}
        >
          <Outlet />
        </Shell>
      </TimeZone>
    </CreatorWorkspace>
  );
}
