import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CreatorDropView } from '../../server/protocol/drops.ts';
import { hub } from '../hub/client.ts';
import { useMe } from '../shell/use-me.ts';
import { useCreator } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton, TilesSkeleton } from '../ui/skeleton.tsx';
import { StatTile, StatTiles } from '../ui/stat-tile.tsx';
import { Time } from '../ui/time.tsx';
import { DropLine } from './drop-line.tsx';
import { DropTicket } from './drop-ticket.tsx';
import { StartList } from './start-list.tsx';

/** What a creator needs today: the drop, the overlay, the money, and what is left to set up. */
export function HomePage() {
  const creator = useCreator();
  const overlays = useQuery(hub.live.overlays.queryOptions(undefined, { refetchInterval: 5000 }));
  const drops = useQuery(hub.drops.listMine.queryOptions(undefined, { refetchInterval: 5000 }));
  const connected = overlays.data?.some((overlay) => overlay.connected > 0) ?? null;
  return (
    <>
      <PageHeader title={say.home.title(creator.displayName)} />
      <Attention drops={drops.data ?? []} connected={connected} />
      <Earned />
      <Loaded query={drops} skeleton={<BlockSkeleton className="mt-8 h-44 w-full" />}>
        {(list) => (
          <Drops drops={list} connected={connected}>
            <StartList overlays={overlays.data} />
          </Drops>
        )}
      </Loaded>
    </>
  );
}

function Attention(seen: { drops: CreatorDropView[]; connected: boolean | null }) {
  const me = useMe();
  const waiting = me.data?.proposalsWaiting ?? 0;
  const live = seen.drops.find(isRunning);
  const isOffline = live !== undefined && seen.connected === false;
  if (waiting === 0 && !isOffline) return null;
  return (
    <div className="mb-6 space-y-2">
      {isOffline && (
        <Notice action={<Look to="/creator/overlay" />}>{say.home.offline(live.title)}</Notice>
      )}
      {waiting > 0 && (
        <Notice action={<Look to="/creator/contracts" />}>{say.home.proposals(waiting)}</Notice>
      )}
    </div>
  );
}

function Look({ to }: { to: '/creator/overlay' | '/creator/contracts' }) {
  return (
    <Link to={to} className={buttonClass('plain', true)}>
      {say.home.look}
    </Link>
  );
}

/** Currencies stand side by side; they are never added up. */
function Earned() {
  const earnings = useQuery(hub.payouts.earnings.queryOptions({}, { refetchInterval: 10_000 }));
  return (
    <Loaded query={earnings} skeleton={<TilesSkeleton tiles={4} />}>
      {({ currencies }) => (
        <div className="space-y-3">
          {currencies.map((sums) => (
            <StatTiles key={sums.currency}>
              <StatTile label={say.home.today} value={<Amount money={sums.earnedToday} />} />
              <StatTile label={say.home.pending} value={<Amount money={sums.onHold} />} />
              <StatTile label={say.home.available} value={<Amount money={sums.available} />} />
              <StatTile
                label={say.home.release}
                value={
                  sums.nextRelease ? <Amount money={sums.nextRelease.amount} /> : say.figure.none
                }
                note={
                  sums.nextRelease ? (
                    <Time at={sums.nextRelease.at} form="day" />
                  ) : (
                    say.home.noRelease
                  )
                }
              />
            </StatTiles>
          ))}
        </div>
      )}
    </Loaded>
  );
}

/** The start list comes first until there is a drop to look at. */
function Drops(seen: { drops: CreatorDropView[]; connected: boolean | null; children: ReactNode }) {
  const running = seen.drops.filter(isRunning);
  const coming = seen.drops
    .filter((drop) => drop.phase === 'scheduled')
    .toSorted((a, b) => a.startsAt - b.startsAt);
  const first = running[0] ?? coming[0];
  const ended = seen.drops
    .filter((drop) => drop.phase === 'ended')
    .toSorted((a, b) => b.endsAt - a.endsAt);
  const others = [...running, ...coming, ...ended].filter((drop) => drop !== first);
  return (
    <>
      {!first && seen.children}
      <Section title={first && isRunning(first) ? say.home.liveNow : say.home.next}>
        {first ? (
          <DropTicket drop={first} connected={seen.connected} />
        ) : (
          <Panel>
            <p className="text-ink-soft">{say.home.noDrop}</p>
          </Panel>
        )}
      </Section>
      {first && seen.children}
      {others.length > 0 && (
        <Section title={say.home.allDrops}>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {others.slice(0, 8).map((drop) => (
              <DropLine key={drop.id} drop={drop} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function isRunning(drop: CreatorDropView): boolean {
  return drop.phase === 'live' || drop.phase === 'sold_out' || drop.phase === 'paused';
}
