import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import type { SkuView } from '../../server/protocol/catalog.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, buttonClass, IconButton } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/money.tsx';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import { type DraftItem, emptyItem } from './draft-item.ts';
import type { PoolChoices } from './pool-choices.ts';
import { RungFields } from './rung-fields.tsx';
import { StockFields } from './stock-fields.tsx';

export type SkuChoice = SkuView & { productName: string };

/** What is sold in the drop: article, price and units, one line each. */
export function ArticleFields(fields: {
  skus: SkuChoice[];
  choices: PoolChoices;
  items: DraftItem[];
  onChange: (items: DraftItem[]) => void;
}) {
  const brand = useBrand();
  if (fields.skus.length === 0) {
    return (
      <Link
        to="/brands/$slug/products"
        params={{ slug: brand.slug }}
        className={buttonClass('plain')}
      >
        {say.newDrop.articleNone}
      </Link>
    );
  }
  const replace = (changed: DraftItem) =>
    fields.onChange(fields.items.map((item) => (item.key === changed.key ? changed : item)));
  return (
    <div className="space-y-4">
      {fields.items.map((item) => (
        <Line
          key={item.key}
          {...{ item, skus: fields.skus, choices: fields.choices, onChange: replace }}
          onRemove={
            fields.items.length > 1
              ? () => fields.onChange(fields.items.filter((other) => other.key !== item.key))
              : null
          }
        />
      ))}
      <Button
        small
        look="quiet"
        onClick={() => fields.onChange([...fields.items, emptyItem(Date.now())])}
      >
        + {say.newDrop.addArticle}
      </Button>
    </div>
  );
}

function Line(line: {
  item: DraftItem;
  skus: SkuChoice[];
  choices: PoolChoices;
  onChange: (item: DraftItem) => void;
  onRemove: (() => void) | null;
}) {
  const { currency } = useBrand();
  const { item } = line;
  const sku = line.skus.find(({ id }) => id === item.skuId);
  const choose = (skuId: string) => {
    const chosen = line.skus.find(({ id }) => id === skuId);
    line.onChange({
      ...item,
      skuId,
      price: chosen ? writeAmount(chosen.priceMinor, currency) : '',
    });
  };
  return (
    <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_6rem_auto]">
      <SelectField
        label={say.newDrop.article}
        className="col-span-2 sm:col-span-1"
        value={item.skuId}
        onChange={(event) => choose(event.target.value)}
        required
      >
        <option value="">{say.newDrop.choose}</option>
        {line.skus.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.productName} · {choice.title}
          </option>
        ))}
      </SelectField>
      <TextField
        label={say.newDrop.price}
        value={item.price}
        inputMode="decimal"
        suffix={currency.toUpperCase()}
        hint={sku && say.newDrop.listPrice(moneyText({ minor: sku.priceMinor, currency }))}
        error={
          item.price !== '' && readAmount(item.price, currency) === null
            ? say.newDrop.badMoney
            : null
        }
        onChange={(event) => line.onChange({ ...item, price: event.target.value })}
        required
      />
      <TextField
        label={say.newDrop.units}
        value={item.units}
        type="number"
        min={0}
        onChange={(event) => line.onChange({ ...item, units: event.target.value })}
        required
      />
      {line.onRemove && (
        <IconButton label={say.newDrop.removeArticle} className="mt-7" onClick={line.onRemove}>
          <Trash2 aria-hidden="true" size={16} />
        </IconButton>
      )}
      <div className="col-span-2 space-y-3 sm:col-span-full">
        <RungFields item={item} onChange={line.onChange} />
        <StockFields item={item} choices={line.choices} onChange={line.onChange} />
      </div>
    </div>
  );
}
