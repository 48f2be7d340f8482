import { Trash2 } from 'lucide-react';
import { CENTRAL, EVERYONE } from '../../server/protocol/stock-keys.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import type { DraftItem, DraftStock } from './draft-item.ts';
import type { PoolChoices } from './pool-choices.ts';

/** Units of an article at other places, or kept for one group. */
export function StockFields(fields: {
  item: DraftItem;
  choices: PoolChoices;
  onChange: (item: DraftItem) => void;
}) {
  const { item, choices } = fields;
  const set = (stock: DraftStock[]) => fields.onChange({ ...item, stock });
  const change = (key: string, patch: Partial<DraftStock>) =>
    set(item.stock.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = () => {
    const audience = choices.audiences[1]?.key ?? EVERYONE;
    set([...item.stock, { key: String(Date.now()), location: CENTRAL, audience, units: '' }]);
  };
  return (
    <div className="space-y-3">
      {item.stock.map((row, at) => (
        <fieldset
          key={row.key}
          className="grid grid-cols-2 items-start gap-3 rounded-sm bg-sunken p-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem_auto]"
        >
          <legend className="sr-only">{say.dropTerms.stock(at + 1)}</legend>
          <SelectField
            label={say.dropTerms.place}
            className="col-span-2 sm:col-span-1"
            value={row.location}
            onChange={(event) => change(row.key, { location: event.target.value })}
          >
            {choices.locations.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={say.dropTerms.keptFor}
            className="col-span-2 sm:col-span-1"
            value={row.audience}
            onChange={(event) => change(row.key, { audience: event.target.value })}
          >
            {choices.audiences.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={say.newDrop.units}
            value={row.units}
            type="number"
            min={1}
            onChange={(event) => change(row.key, { units: event.target.value })}
          />
          <IconButton
            label={say.dropTerms.removeStock(at + 1)}
            className="sm:mt-7"
            onClick={() => set(item.stock.filter(({ key }) => key !== row.key))}
          >
            <Trash2 aria-hidden="true" size={16} />
          </IconButton>
        </fieldset>
      ))}
      <Button small look="quiet" onClick={add}>
        + {say.dropTerms.addStock}
      </Button>
    </div>
  );
}
