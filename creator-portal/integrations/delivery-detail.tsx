import { useMutation, useQuery } from '@tanstack/react-query';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { DELIVERY_TONES } from './delivery-tones.ts';

/** One delivery: what was sent, what came back of every try, and sending it again. */
export function DeliveryDetail({
  deliveryId,
  mayReplay,
  onBack,
}: {
  deliveryId: string;
  mayReplay: boolean;
  onBack: () => void;
}) {
  const brand = useBrand();
  const ids = { brandId: brand.id, deliveryId };
  const delivery = useQuery({
    ...hub.webhooks.delivery.queryOptions(ids),
    refetchInterval: 3_000,
  });
  const replay = useMutation(
    hub.webhooks.replay.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.webhooks.pathFilter());
        toast(say.webhooks.replayed);
      },
    }),
  );
  return (
    <div className="space-y-4">
      <Button small look="quiet" onClick={onBack}>
        {say.webhooks.back}
      </Button>
      <Loaded query={delivery} skeleton={<BlockSkeleton className="h-56 w-full" />}>
        {(data) => (
          <div className="space-y-4">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <code>{data.type}</code>
              <Badge tone={DELIVERY_TONES[data.state]}>{say.webhooks.states[data.state]}</Badge>
              <code className="text-sm break-all text-ink-soft">{data.messageId}</code>
            </p>
            <section className="space-y-2">
              <h3 className="text-sm font-semibold">{say.webhooks.payload}</h3>
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
                tabIndex={0}
                className="max-h-64 overflow-auto rounded-sm border border-line bg-sunken p-3 text-sm"
              >
                {JSON.stringify(JSON.parse(data.payload), null, 2)}
              </pre>
              <CopyButton text={data.payload} label={say.act.copy} />
            </section>
            {data.tries.length === 0 ? (
              <p className="text-ink-soft">{say.webhooks.noTries}</p>
            ) : (
              <ol className="space-y-2">
                {data.tries.map((one) => (
                  <li key={one.at} className="border-l-2 border-line-strong pl-3">
                    <p>
                      {one.status === null
                        ? (one.error ?? say.webhooks.noAnswer)
                        : say.webhooks.answered(one.status)}
                    </p>
                    <p className="text-sm text-ink-soft">
                      <Time at={one.at} /> · {say.webhooks.took(one.durationMs)}
                    </p>
                    {one.answer && (
                      <p className="font-mono text-xs break-all text-ink-soft">{one.answer}</p>
                    )}
                  </li>
                ))}
              </ol>
            )}
            <ProblemNotice error={replay.error} />
            {mayReplay && (
              <Button busy={replay.isPending} onClick={() => replay.mutate(ids)}>
                {say.webhooks.replay}
              </Button>
            )}
          </div>
        )}
      </Loaded>
    </div>
  );
}
