import { Trash2 } from 'lucide-react';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import type { DraftItem, DraftRung } from './draft-item.ts';

/** Early steps of an article's price; what comes after them is the drop price. */
export function RungFields(fields: { item: DraftItem; onChange: (item: DraftItem) => void }) {
  const { currency, timeZone } = useBrand();
  const { item } = fields;
  const set = (rungs: DraftRung[]) => fields.onChange({ ...item, rungs });
  const change = (key: string, patch: Partial<DraftRung>) =>
    set(item.rungs.map((rung) => (rung.key === key ? { ...rung, ...patch } : rung)));
  return (
    <div className="space-y-3">
      {item.rungs.map((rung, at) => (
        <fieldset
          key={rung.key}
          className="grid grid-cols-2 items-start gap-3 rounded-sm bg-sunken p-3 sm:grid-cols-[9rem_6rem_minmax(0,1fr)_auto]"
        >
          <legend className="sr-only">{say.dropTerms.step(at + 1)}</legend>
          <TextField
            label={say.dropTerms.stepPrice(at + 1)}
            value={rung.price}
            inputMode="decimal"
            suffix={currency.toUpperCase()}
            onChange={(event) => change(rung.key, { price: event.target.value })}
          />
          <TextField
            label={say.dropTerms.stepUnits}
            value={rung.units}
            type="number"
            min={1}
            placeholder={say.dropTerms.any}
            onChange={(event) => change(rung.key, { units: event.target.value })}
          />
          <TextField
            label={say.dropTerms.stepEnds}
            hint={say.newDrop.zoneHint(timeZone.replaceAll('_', ' '))}
            className="col-span-2 sm:col-span-1"
            value={rung.ends}
            type="datetime-local"
            onChange={(event) => change(rung.key, { ends: event.target.value })}
          />
          <IconButton
            label={say.dropTerms.removeStep(at + 1)}
            className="sm:mt-7"
            onClick={() => set(item.rungs.filter(({ key }) => key !== rung.key))}
          >
            <Trash2 aria-hidden="true" size={16} />
          </IconButton>
        </fieldset>
      ))}
      <Button
        small
        look="quiet"
        onClick={() =>
          set([...item.rungs, { key: String(Date.now()), price: '', units: '', ends: '' }])
        }
      >
        + {say.dropTerms.addStep}
      </Button>
    </div>
  );
}
