import { OFFER_KINDS } from '../../server/protocol/offers.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { SelectField, TextArea, TextField } from '../ui/field.tsx';
import type { SkuChoice } from './article-fields.tsx';
import { unitsByPlace } from './draft-offer.ts';
import type { DropDraft } from './drop-draft.ts';
import { Folded } from './folded.tsx';
import type { PoolChoices } from './pool-choices.ts';

/** What comes with every unit beside the article itself. */
export function OfferFields(fields: {
  draft: DropDraft;
  skus: SkuChoice[];
  choices: PoolChoices;
  onChange: (patch: Partial<DropDraft>) => void;
}) {
  const { draft, onChange } = fields;
  return (
    <Folded title={say.dropTerms.offer} isOpen={draft.offerKind !== 'plain'}>
      <SelectField
        label={say.dropTerms.offerKind}
        hint={say.dropTerms.offerHints[draft.offerKind]}
        className="sm:max-w-md"
        value={draft.offerKind}
        onChange={(event) => {
          const offerKind = OFFER_KINDS.find((kind) => kind === event.target.value);
          if (offerKind) onChange({ offerKind });
        }}
      >
        {OFFER_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say.dropTerms.offerKinds[kind]}
          </option>
        ))}
      </SelectField>
      <OfferDetails {...fields} />
    </Folded>
  );
}

function OfferDetails({ draft, skus, choices, onChange }: Parameters<typeof OfferFields>[0]) {
  const { currency } = useBrand();
  switch (draft.offerKind) {
    case 'plain':
      return null;
    case 'bundle': {
      const sold = new Set(draft.items.map(({ skuId }) => skuId));
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={say.dropTerms.addOn}
            className="sm:col-span-2 sm:max-w-md"
            value={draft.addOnSkuId}
            onChange={(event) => onChange({ addOnSkuId: event.target.value })}
          >
            <option value="">{say.newDrop.choose}</option>
            {skus
              .filter(({ id }) => !sold.has(id))
              .map(({ id, productName, title }) => (
                <option key={id} value={id}>
                  {productName} · {title}
                </option>
              ))}
          </SelectField>
          {[...unitsByPlace(draft.items)].map(([place, needed]) => (
            <TextField
              key={place}
              label={say.dropTerms.addOnUnits(
                choices.locations.find(({ key }) => key === place)?.name ?? place,
              )}
              hint={say.dropTerms.addOnUnitsHint(needed)}
              type="number"
              min={needed}
              placeholder={String(needed)}
              value={draft.addOnUnits[place] ?? ''}
              onChange={(event) =>
                onChange({ addOnUnits: { ...draft.addOnUnits, [place]: event.target.value } })
              }
            />
          ))}
        </div>
      );
    }
    case 'credit_back':
      return (
        <TextField
          label={say.dropTerms.credit}
          className="sm:max-w-xs"
          inputMode="decimal"
          suffix={currency.toUpperCase()}
          value={draft.credit}
          onChange={(event) => onChange({ credit: event.target.value })}
        />
      );
    case 'voucher':
      return (
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
          <TextField
            label={say.dropTerms.voucherTitle}
            maxLength={80}
            value={draft.voucherTitle}
            onChange={(event) => onChange({ voucherTitle: event.target.value })}
          />
          <TextField
            label={say.dropTerms.voucherDays}
            type="number"
            min={1}
            placeholder={say.dropTerms.forGood}
            value={draft.voucherDays}
            onChange={(event) => onChange({ voucherDays: event.target.value })}
          />
          <TextArea
            label={say.dropTerms.voucherTerms}
            className="sm:col-span-2"
            maxLength={500}
            value={draft.voucherTerms}
            onChange={(event) => onChange({ voucherTerms: event.target.value })}
          />
        </div>
      );
  }
}
