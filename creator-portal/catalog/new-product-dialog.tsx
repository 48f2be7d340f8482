import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { postPicture } from '../hub/post-json.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { readAmount } from '../ui/money-input.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

type TypedSku = { key: number; title: string; code: string; price: string; cost: string };

const EMPTY: Omit<TypedSku, 'key'> = { title: '', code: '', price: '', cost: '' };

/** A product with its articles and, if there is one, its picture. */
export function NewProductDialog({ onClose }: { onClose: () => void }) {
  const brand = useBrand();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [picture, setPicture] = useState<File | null>(null);
  const [skus, setSkus] = useState<TypedSku[]>([{ key: 0, ...EMPTY }]);
  const create = useMutation(hub.catalog.create.mutationOptions());
  const upload = useMutation({
    mutationFn: (sent: { productId: string; file: File }) =>
      postPicture({ brandId: brand.id, productId: sent.productId }, sent.file),
  });
  const read = skus.flatMap((sku) => readSku(sku, brand.currency) ?? []);
  const send = async () => {
    const made = await create.mutateAsync({ brandId: brand.id, name, description, skus: read });
    const refresh = () => queryClient.invalidateQueries(hub.catalog.pathFilter());
    if (picture) await upload.mutateAsync({ productId: made.id, file: picture }).finally(refresh);
    await refresh();
    toast(say.products.created);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.length === skus.length && !create.isSuccess) send().catch(() => null);
  };
  const replace = (changed: TypedSku) =>
    setSkus(skus.map((sku) => (sku.key === changed.key ? changed : sku)));
  return (
    <Dialog title={say.products.create} onClose={onClose} wide>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.products.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(create.error, 'name')}
          required
        />
        <TextArea
          label={say.products.description}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <TextField
          label={say.products.picture}
          hint={say.products.pictureHint}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => setPicture(event.target.files?.[0] ?? null)}
        />
        {skus.map((sku) => (
          <SkuFields
            key={sku.key}
            {...{ sku, onChange: replace, currency: brand.currency }}
            onRemove={skus.length > 1 ? () => setSkus(skus.filter((other) => other !== sku)) : null}
          />
        ))}
        <Button
          small
          look="quiet"
          onClick={() => setSkus([...skus, { key: Date.now(), ...EMPTY }])}
        >
          + {say.products.addArticle}
        </Button>
        <ProblemNotice error={create.error} />
        {upload.isError && (
          <div className="space-y-1">
            <p>{say.products.pictureFailed}</p>
            <ProblemNotice error={upload.error} />
          </div>
        )}
        <DialogActions>
          <Button onClick={onClose}>{create.isSuccess ? say.act.close : say.act.cancel}</Button>
          {!create.isSuccess && (
            <Button type="submit" look="primary" busy={create.isPending}>
              {say.products.create}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function SkuFields(fields: {
  sku: TypedSku;
  currency: string;
  onChange: (sku: TypedSku) => void;
  onRemove: (() => void) | null;
}) {
  const { sku, onChange } = fields;
  const moneyError = (text: string) =>
    text !== '' && readAmount(text, fields.currency) === null ? say.newDrop.badMoney : null;
  return (
    <fieldset className="grid grid-cols-2 gap-3 rounded-sm border border-line p-3 sm:grid-cols-[1fr_1fr_1fr_1fr_auto]">
      <legend className="px-1 text-sm text-ink-soft">{say.products.article}</legend>
      <TextField
        label={say.products.articleTitle}
        value={sku.title}
        onChange={(event) => onChange({ ...sku, title: event.target.value })}
        required
      />
      <TextField
        label={say.products.code}
        value={sku.code}
        onChange={(event) => onChange({ ...sku, code: event.target.value })}
        required
      />
      <TextField
        label={say.products.price}
        value={sku.price}
        inputMode="decimal"
        suffix={fields.currency.toUpperCase()}
        error={moneyError(sku.price)}
        onChange={(event) => onChange({ ...sku, price: event.target.value })}
        required
      />
      <TextField
        label={say.products.cost}
        value={sku.cost}
        inputMode="decimal"
        suffix={fields.currency.toUpperCase()}
        error={moneyError(sku.cost)}
        onChange={(event) => onChange({ ...sku, cost: event.target.value })}
        required
      />
      {fields.onRemove && (
        <IconButton
          label={say.products.removeArticle}
          className="self-end"
          onClick={fields.onRemove}
        >
          <Trash2 aria-hidden="true" size={16} />
        </IconButton>
      )}
    </fieldset>
  );
}

function readSku(sku: TypedSku, currency: string) {
  const priceMinor = readAmount(sku.price, currency);
  const costMinor = readAmount(sku.cost, currency);
  if (priceMinor === null || costMinor === null) return null;
  return { title: sku.title, code: sku.code, priceMinor, costMinor };
}
