import type { CreatorDropView } from '../../server/protocol/drops.ts';
import { PhaseBadge } from '../drops/phase-badge.tsx';
import { RehearseLink } from '../rehearsals/rehearse-link.tsx';
import { say } from '../strings.ts';
import { ShareBar } from '../ui/share-bar.tsx';
import { Time } from '../ui/time.tsx';

/** A drop that is not the one of the moment: when, whose, and how much of it went. */
export function DropLine({ drop }: { drop: CreatorDropView }) {
  const { stock } = drop;
  return (
    <li data-row="" className="flex flex-wrap items-center gap-x-3 pr-4 hover:bg-sunken/40">
      <a
        href={drop.publicUrl}
        target="_blank"
        rel="noreferrer"
        className="grid flex-1 basis-64 items-center gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_12rem]"
      >
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="font-semibold break-words">{drop.title}</span>
            <PhaseBadge phase={drop.phase} />
          </span>
          <span className="block text-sm text-ink-soft">
            <Time at={drop.startsAt} /> · {drop.brandName}
          </span>
        </span>
        <span>
          <ShareBar
            label={say.units.stock(stock)}
            full={stock.sold}
            hatched={stock.held}
            total={stock.total}
          />
          <span className="mt-1 block text-sm text-ink-soft">
            {say.units.left(stock.available, stock.total)}
          </span>
        </span>
      </a>
      <span className="pb-3 pl-4 sm:pb-0 sm:pl-0">
        <RehearseLink dropId={drop.id} title={drop.title} />
      </span>
    </li>
  );
}
