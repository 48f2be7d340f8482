import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  DELIVERIES_KEPT_DAYS,
  type WebhookDeliveryView,
  type WebhookEndpointView,
} from '../../server/protocol/webhooks.ts';
import { hub, hubClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { DeliveryDetail } from './delivery-detail.tsx';
import { DELIVERY_TONES } from './delivery-tones.ts';

/** What was sent to an endpoint, newest first, and each of it in full. */
export function LogDialog({
  endpoint,
  onClose,
}: {
  endpoint: WebhookEndpointView;
  onClose: () => void;
}) {
  const brand = useBrand();
  const [shown, setShown] = useState<string | null>(null);
  const ids = { brandId: brand.id, endpointId: endpoint.id };
  const log = useInfiniteQuery({
    queryKey: hub.webhooks.deliveries.infiniteQueryKey(ids),
    queryFn: ({ pageParam }) =>
      hubClient.webhooks.deliveries.query({
        ...ids,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 3_000,
  });
  return (
    <Dialog title={say.webhooks.logTitle(endpoint.url)} onClose={onClose} wide>
      {shown ? (
        <DeliveryDetail
          deliveryId={shown}
          mayReplay={endpoint.disabledAt === null}
          onBack={() => setShown(null)}
        />
      ) : (
        <>
          <p className="mb-3 text-sm text-ink-soft">{say.webhooks.logKept(DELIVERIES_KEPT_DAYS)}</p>
          <Loaded query={log} skeleton={<RowsSkeleton rows={5} />}>
            {({ pages }) => {
              const rows = pages.flatMap(({ deliveries }) => deliveries);
              if (rows.length === 0) {
                return <p className="text-ink-soft">{say.webhooks.logEmpty}</p>;
              }
              return (
                <ul className="divide-y divide-line">
                  {rows.map((row) => (
                    <LogRow key={row.id} row={row} onLook={() => setShown(row.id)} />
                  ))}
                </ul>
              );
            }}
          </Loaded>
          {log.hasNextPage && (
            <Button
              className="mt-3"
              busy={log.isFetchingNextPage}
              onClick={() => void log.fetchNextPage()}
            >
              {say.act.more}
            </Button>
          )}
        </>
      )}
    </Dialog>
  );
}

function LogRow({ row, onLook }: { row: WebhookDeliveryView; onLook: () => void }) {
  const facts = [
    row.lastStatus === null ? row.lastError : say.webhooks.answered(row.lastStatus),
    say.webhooks.tries(row.attempts),
  ].filter((part) => part !== null);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <code>{row.type}</code>
          <Badge tone={DELIVERY_TONES[row.state]}>{say.webhooks.states[row.state]}</Badge>
        </p>
        <p className="text-sm text-ink-soft">
          <Time at={row.createdAt} /> · {facts.join(' · ')}
          {row.nextAttemptAt !== null && row.attempts > 0 && (
            <>
              {' '}
              · {say.webhooks.next} <Time at={row.nextAttemptAt} />
            </>
          )}
        </p>
      </div>
      <Button small aria-label={say.webhooks.lookLabel(row.type)} onClick={onLook}>
        {say.webhooks.look}
      </Button>
    </li>
  );
}
