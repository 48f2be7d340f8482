import { useQuery } from '@tanstack/react-query';
import { Package, Plus } from 'lucide-react';
import { useState } from 'react';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { NewProductDialog } from './new-product-dialog.tsx';
import { ProductCard } from './product-card.tsx';

/** What the brand can put into a drop. */
export function ProductsPage() {
  const brand = useBrand();
  const [creating, setCreating] = useState(false);
  const products = useQuery(hub.catalog.list.queryOptions({ brandId: brand.id }));
  const create = brand.role !== 'viewer' && (
    <Button
      look="primary"
      data-create=""
      icon={<Plus aria-hidden="true" size={17} />}
      onClick={() => setCreating(true)}
    >
      {say.products.create}
    </Button>
  );
  const shown = products.data?.filter((product) => product.archivedAt === null) ?? [];
  const isEmpty = products.isSuccess && shown.length === 0;
  return (
    <>
      <PageHeader title={say.pages.products} lead={say.products.lead} action={!isEmpty && create} />
      <Loaded query={products} skeleton={<RowsSkeleton rows={4} />}>
        {() =>
          isEmpty ? (
            <EmptyState
              title={say.products.emptyTitle}
              icon={<Package size={20} />}
              action={create}
            >
              <p>{say.products.empty}</p>
            </EmptyState>
          ) : (
            <ul className="grid items-start gap-4 md:grid-cols-2">
              {shown.map((product) => (
                <ProductCard key={product.id} product={product} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {creating && <NewProductDialog onClose={() => setCreating(false)} />}
    </>
  );
}
