import { useMutation } from '@tanstack/react-query';
import { ImagePlus } from 'lucide-react';
import { useId, useState } from 'react';
import type { ProductView } from '../../server/protocol/catalog.ts';
import { hub, queryClient } from '../hub/client.ts';
import { postPicture } from '../hub/post-json.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { moneyText } from '../ui/money.tsx';
import { ProblemNotice } from '../ui/notice.tsx';

/** One product with its picture and its articles, each with what it leaves. */
export function ProductCard({ product }: { product: ProductView }) {
  const brand = useBrand();
  const [archiving, setArchiving] = useState(false);
  const archive = useMutation(hub.catalog.archive.mutationOptions());
  const image = product.images.at(-1);
  const mayChange = brand.role !== 'viewer';
  return (
    <li data-row="" className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex gap-4 p-4">
        {image ? (
          <img
            src={image.url}
            alt={image.alt}
            className="size-24 shrink-0 rounded-sm bg-sunken object-cover"
          />
        ) : (
          <span aria-hidden="true" className="size-24 shrink-0 rounded-sm bg-sunken" />
        )}
        <div className="min-w-0">
          <h2 className="text-lg font-semibold break-words">{product.name}</h2>
          <p className="line-clamp-3 text-ink-soft">{product.description}</p>
        </div>
      </div>
      <table className="w-full border-t border-line text-left text-sm">
        <caption className="sr-only">{say.products.articles}</caption>
        <thead>
          <tr className="text-ink-soft">
            <th scope="col" className="py-2 pl-4 font-medium">
              {say.products.article}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {say.products.price}
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              {say.products.cost}
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium">
              {say.products.margin}
            </th>
          </tr>
        </thead>
        <tbody>
          {product.skus.map((sku) => (
            <tr key={sku.id} className="border-t border-line">
              <td className="py-2 pl-4">
                {sku.title} <span className="font-mono text-xs text-ink-soft">{sku.code}</span>
              </td>
              <td className="text-right">
                {moneyText({ minor: sku.priceMinor, currency: product.currency })}
              </td>
              <td className="text-right">
                {moneyText({ minor: sku.costMinor, currency: product.currency })}
              </td>
              <td className="pr-4 text-right font-medium">
                {sku.priceMinor > 0
                  ? say.figure.percent((sku.priceMinor - sku.costMinor) / sku.priceMinor)
                  : say.figure.none}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayChange && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5">
          <PictureButton product={product} />
          <Button small look="quiet" className="ml-auto" onClick={() => setArchiving(true)}>
            {say.products.archive}
          </Button>
        </footer>
      )}
      {archiving && (
        <ConfirmDialog
          title={say.products.archiveTitle(product.name)}
          actionLabel={say.products.archive}
          danger
          onConfirm={async () => {
            await archive.mutateAsync({ brandId: brand.id, productId: product.id });
            await queryClient.invalidateQueries(hub.catalog.pathFilter());
          }}
          onClose={() => setArchiving(false)}
        >
          <p>{say.products.archiveText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function PictureButton({ product }: { product: ProductView }) {
  const brand = useBrand();
  const id = useId();
  const upload = useMutation({
    mutationFn: (file: File) => postPicture({ brandId: brand.id, productId: product.id }, file),
    onSuccess: () => queryClient.invalidateQueries(hub.catalog.pathFilter()),
  });
  return (
    <>
      <input
        id={id}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        className="peer sr-only"
        disabled={upload.isPending}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) upload.mutate(file);
          event.target.value = '';
        }}
      />
      <label
        htmlFor={id}
        className={`${buttonClass('plain', true)} cursor-pointer peer-focus-visible:outline-2`}
      >
        <ImagePlus aria-hidden="true" size={15} />
        {product.images.length > 0 ? say.products.changePicture : say.products.addPicture}
      </label>
      <div className="basis-full empty:hidden">
        <ProblemNotice error={upload.error} />
      </div>
    </>
  );
}
