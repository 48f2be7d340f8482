import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Store } from 'lucide-react';
import { useState } from 'react';
import { SHOP_KINDS, type ShopConnectionView } from '../../server/protocol/shops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { ConnectShopDialog } from './connect-shop-dialog.tsx';

/** Shop systems that report their orders, with what has to be done there. */
export function ShopsTab() {
  const brand = useBrand();
  const [connecting, setConnecting] = useState(false);
  const mayManage = brand.role !== 'viewer';
  const shops = useQuery({
    ...hub.shops.list.queryOptions({ brandId: brand.id }),
    enabled: mayManage,
    refetchInterval: 10_000,
  });
  if (!mayManage) return <p className="text-ink-soft">{say.integrations.managersOnly}</p>;
  const connect = brand.role === 'owner' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setConnecting(true)}
    >
      {say.shops.create}
    </Button>
  );
  return (
    <>
      <Loaded query={shops} skeleton={<RowsSkeleton rows={3} />}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={say.shops.emptyTitle} icon={<Store size={20} />} action={connect}>
              <p>{say.shops.empty}</p>
            </EmptyState>
          ) : (
            <div className="space-y-4">
              {connect}
              <ul className="space-y-3">
                {list.map((shop) => (
                  <ShopCard key={shop.id} shop={shop} />
                ))}
              </ul>
            </div>
          )
        }
      </Loaded>
      {connecting && <ConnectShopDialog onClose={() => setConnecting(false)} />}
    </>
  );
}

function ShopCard({ shop }: { shop: ShopConnectionView }) {
  const brand = useBrand();
  const [removing, setRemoving] = useState(false);
  const remove = useMutation(hub.shops.remove.mutationOptions());
  return (
    <li data-row="" className="space-y-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="flex min-w-0 flex-wrap items-center gap-2 text-lg font-semibold break-words">
          {shop.name}
          <Badge>{SHOP_KINDS[shop.kind]}</Badge>
        </h2>
        {brand.role === 'owner' && (
          <Button look="quiet" onClick={() => setRemoving(true)}>
            {say.shops.remove}
          </Button>
        )}
      </div>
      <div>
        <p className="text-sm text-ink-soft">{say.shops.address}</p>
        <p className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 text-sm break-all">{shop.webhookUrl}</code>
          <CopyButton text={shop.webhookUrl} label={say.shops.copyAddress} short />
        </p>
      </div>
      <p className="text-sm text-ink-soft">
        {shop.lastReceivedAt === null ? (
          say.shops.notHeard
        ) : (
          <>
            {say.shops.heard}: <Time at={shop.lastReceivedAt} /> · {shop.lastTopic}
          </>
        )}
      </p>
      {shop.lastProblem && (
        <Notice tone="warn">
          {say.shops.problem} {shop.lastProblem}
        </Notice>
      )}
      <ol className="list-decimal space-y-1 pl-5 text-sm">
        {say.shops.steps[shop.kind].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {removing && (
        <ConfirmDialog
          title={say.shops.removeTitle(shop.name)}
          actionLabel={say.shops.remove}
          danger
          onConfirm={async () => {
            await remove.mutateAsync({ brandId: brand.id, shopId: shop.id });
            await queryClient.invalidateQueries(hub.shops.pathFilter());
            toast(say.shops.removed);
          }}
          onClose={() => setRemoving(false)}
        >
          <p>{say.shops.removeText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
