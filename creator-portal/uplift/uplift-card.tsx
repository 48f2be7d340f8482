import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { UpliftRow } from '../../server/protocol/experiments.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { formatTime } from '../ui/format-time.ts';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { UpliftFacts } from './uplift-facts.tsx';

/** One drop with its holdout: the verdict first, then what it stands on, then the setup. */
export function UpliftCard({ row }: { row: UpliftRow }) {
  const brand = useBrand();
  const [isStopping, setStopping] = useState(false);
  const stop = useMutation(hub.uplift.stop.mutationOptions());
  const stopNow = async () => {
    await stop.mutateAsync({ brandId: brand.id, dropId: row.dropId });
    await queryClient.invalidateQueries(hub.uplift.pathFilter());
    toast(say.uplift.stopDone);
  };
  const { holdoutBps, smallestEffectBps, stoppedAt } = row.holdout;
  const mayStop = brand.role !== 'viewer' && stoppedAt === null && row.verdict === 'running';
  return (
    <li data-row="" className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="text-lg font-semibold">
          <Link
            to="/brands/$slug/drops/$dropId"
            params={{ slug: brand.slug, dropId: row.dropId }}
            className="underline decoration-line-strong underline-offset-4"
          >
            {row.title}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">
          <Time at={row.startsAt} /> ·{' '}
          {say.uplift.setup(say.uplift.percent(holdoutBps / 10_000, 0))}
          {stoppedAt !== null && (
            <>
              {' '}
              <Badge>{say.uplift.stopped}</Badge>
            </>
          )}
        </p>
      </div>
      <div className="mt-3">
        <UpliftFacts
          figures={row}
          completeAt={row.completeAt}
          smallestEffectBps={smallestEffectBps}
        />
      </div>
      {row.soldOutAt !== null && (
        <p className="mt-3 max-w-prose text-sm text-ink-soft">
          {say.uplift.censored(formatTime(row.soldOutAt, 'date-time', brand.timeZone))}
        </p>
      )}
      {mayStop && (
        <div className="mt-4">
          <Button onClick={() => setStopping(true)}>{say.uplift.stop}</Button>
        </div>
      )}
      {isStopping && (
        <ConfirmDialog
          title={say.uplift.stopTitle}
          actionLabel={say.uplift.stop}
          danger
          onConfirm={stopNow}
          onClose={() => setStopping(false)}
        >
          <p>{say.uplift.stopText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
