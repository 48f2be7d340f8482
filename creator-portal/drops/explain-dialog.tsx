import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ExplainedOrderView } from '../explanations/explained-order.tsx';
import { ReattributeForm } from '../explanations/reattribute-form.tsx';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';

/** Who gets credit for an order, the way that it came, and every touch that was looked at for it. */
export function ExplainDialog({
  order,
  onClose,
}: {
  order: { id: string; number: number };
  onClose: () => void;
}) {
  const brand = useBrand();
  const [isChanging, setChanging] = useState(false);
  const explanation = useQuery(
    hub.explanations.order.queryOptions({ brandId: brand.id, orderId: order.id }),
  );
  return (
    <Dialog title={say.explained.title(order.number)} onClose={onClose} wide>
      <Loaded query={explanation} skeleton={<BlockSkeleton className="h-56 w-full" />}>
        {(data) => <ExplainedOrderView order={data} />}
      </Loaded>
      {brand.role === 'owner' && explanation.data && (
        <div className="mt-5 border-t border-line pt-4">
          {isChanging ? (
            <ReattributeForm orderId={order.id} onDone={() => setChanging(false)} />
          ) : (
            <Button small look="quiet" onClick={() => setChanging(true)}>
              {say.explained.change}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  );
}
