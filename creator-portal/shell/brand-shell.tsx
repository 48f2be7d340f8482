import { Outlet, useParams } from '@tanstack/react-router';
import {
  ChartNoAxesColumn,
  ChartSpline,
  FlaskConical,
  MapPin,
  Package,
  Plug,
  Route,
  Settings,
  ShieldAlert,
  Tablet,
  Ticket,
  Timer,
  UserRound,
  Users,
  UsersRound,
  Wallet,
} from 'lucide-react';
import { useEffect } from 'react';
import { say } from '../strings.ts';
import { TimeZone } from '../ui/time-zone.ts';
import { MissingPage } from './broken-page.tsx';
import { type NavItem, Shell, ShellSkeleton } from './shell.tsx';
import { useMe } from './use-me.ts';
import { BrandWorkspace, rememberWorkspace } from './workspace.ts';

/** Everything a brand sees stands in here. Another's workspace looks like a missing one. */
export function BrandShell() {
  const { slug } = useParams({ from: '/brands/$slug' });
  const me = useMe();
  const brand = me.data?.brands.find((candidate) => candidate.slug === slug);
  useEffect(() => {
    if (brand) rememberWorkspace(`/brands/${brand.slug}`);
  }, [brand]);
  if (!me.data) return <ShellSkeleton query={me} />;
  if (!brand) return <MissingPage />;
  const path = `/brands/${brand.slug}`;
  return (
    <BrandWorkspace value={brand}>
      <TimeZone value={brand.timeZone}>
        <Shell
          me={me.data}
          items={itemsBelow(path)}
          workspace={{ name: brand.name, kind: say.shell.asBrand, path }}
          timeZone={brand.timeZone}
          isDemo={brand.isDemo}
        >
          <Outlet />
        </Shell>
      </TimeZone>
    </BrandWorkspace>
  );
}

function itemsBelow(path: string): NavItem[] {
  return [
    { to: path, text: say.pages.overview, icon: ChartNoAxesColumn },
    { to: `${path}/drops`, text: say.pages.drops, icon: Timer },
    { to: `${path}/creators`, text: say.pages.creators, icon: Users },
    { to: `${path}/attribution`, text: say.attributed.title, icon: Route },
    { to: `${path}/ltv`, text: say.ltv.title, icon: ChartSpline },
    { to: `${path}/payouts`, text: say.pages.payouts, icon: Wallet },
    { to: `${path}/fraud`, text: say.fraud.title, icon: ShieldAlert },
    { to: `${path}/uplift`, text: say.uplift.title, icon: FlaskConical },
    { to: `${path}/customers`, text: say.customers.title, icon: UserRound },
    { to: `${path}/audiences`, text: say.pages.audiences, icon: UsersRound },
    { to: `${path}/products`, text: say.pages.products, icon: Package },
    { to: `${path}/benefits`, text: say.benefits.title, icon: Ticket },
    { to: `${path}/locations`, text: say.fulfilment.title, icon: MapPin },
    { to: `${path}/popups`, text: say.popups.title, icon: Tablet },
    { to: `${path}/integrations`, text: say.integrations.title, icon: Plug },
    { to: `${path}/settings`, text: say.pages.settings, icon: Settings },
  ];
}
