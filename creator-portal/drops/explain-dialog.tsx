import { useQuery } from '@tanstack/react-query';
import { ATTRIBUTION_REASONS, type OrderExplanation } from '../../server/protocol/attribution.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';

/** Who gets credit for an order, and every touch that was looked at for it. */
export function ExplainDialog({
  order,
  onClose,
}: {
  order: { id: string; number: number };
  onClose: () => void;
}) {
  const brand = useBrand();
  const explanation = useQuery(
    hub.attribution.explainOrder.queryOptions({ brandId: brand.id, orderId: order.id }),
  );
  return (
    <Dialog title={say.orders.explainTitle(order.number)} onClose={onClose} wide>
      <Loaded query={explanation} skeleton={<BlockSkeleton className="h-56 w-full" />}>
        {(data) => <Explanation explanation={data} />}
      </Loaded>
    </Dialog>
  );
}

function Explanation({ explanation }: { explanation: OrderExplanation }) {
  const facts = [
    [say.orders.sale, explanation.saleCreatorName ?? say.orders.nobody],
    [say.orders.ltv, explanation.ltvCreatorName ?? say.orders.nobody],
  ] as const;
  return (
    <div className="space-y-5">
      <div>
        <Badge>
          {explanation.customerKind === 'new'
            ? say.orders.newCustomer
            : say.orders.existingCustomer}
        </Badge>
        <p className="mt-2">{explanation.sentence}</p>
        {explanation.reason && (
          <p className="mt-1 text-ink-soft">{ATTRIBUTION_REASONS[explanation.reason]}</p>
        )}
      </div>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-sm border border-line bg-line">
        {facts.map(([label, value]) => (
          <div key={label} className="bg-surface px-3 py-2">
            <dt className="text-xs text-ink-soft">{label}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h3 className="mb-2 text-sm font-semibold">{say.orders.touches}</h3>
        {explanation.candidates.length === 0 ? (
          <p className="text-ink-soft">{say.orders.noTouches}</p>
        ) : (
          <ol className="space-y-3">
            {explanation.candidates.map((touch) => (
              <li key={`${touch.kind}-${touch.id}`} className="border-l-2 border-line-strong pl-3">
                <p className="flex flex-wrap items-center gap-x-2 font-medium">
                  {say.orders.kinds[touch.kind]} · {touch.creatorName}
                  {touch.linkSlug && <span className="font-mono text-sm">/r/{touch.linkSlug}</span>}
                  {touch.excludedBy === null && <Badge tone="live">{say.orders.won}</Badge>}
                </p>
                <p className="text-sm text-ink-soft">
                  <Time at={touch.at} />
                  {touch.excludedBy && ` · ${ATTRIBUTION_REASONS[touch.excludedBy]}`}
                </p>
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}
